"""Mittelwert und Spannweite einer Stichprobe."""

from exampaper.author import *

read = "ankommen: << werte | listed >>. In", r"jedem $<< umfang >>$"


def solve(werte, umfang):
    return sum(werte) / 5, max(werte) - min(werte), 5 * umfang


def check(werte, umfang, mittel, spanne, gesamt):
    ordnung = sorted(werte)
    assert near(sum(wert - mittel for wert in werte), 0)
    return {"spanne": ordnung[-1] - ordnung[0], "gesamt": sum([umfang] * 5)}


def slips_a(werte):
    return {"durch vier geteilt": (sum(werte) / 4, 1)}


def figures(werte):
    punkte = tuple((float(tag), float(wert)) for tag, wert in enumerate(werte, 1))
    return {
        "verlauf": Plot(
            Axis("Tag", range=(0.5, 5.5)), Axis("Pakete je Minute"), (Points(punkte), Line(punkte, label="Verlauf"))
        )
    }
