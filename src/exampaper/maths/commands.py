# ruff: noqa: E501 (tables of symbols)
"""The LaTeX commands that are known here, and the symbols that they stand for."""

from __future__ import annotations

from itertools import product

from exampaper.maths.tree import Node, Space, Symbol


def _table(role: str, pairs: str) -> dict[str, Symbol]:
    """Symbols of one role by command, from `alpha α beta β …`."""
    words = pairs.split()
    commands, characters = words[::2], words[1::2]
    return {command: Symbol(character, role) for command, character in zip(commands, characters, strict=True)}


# Roles as in TeX's classes of atoms (Knuth, The TeXbook, chapter 17).
SYMBOLS: dict[str, Symbol] = {
    **_table(
        "ord",
        "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ "
        "mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ "
        "omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω infty ∞ partial ∂ "
        "nabla ∇ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ top ⊤ bot ⊥ ell ℓ Re ℜ Im ℑ hbar ℏ prime ′ "
        "dagger † vdots ⋮ ddots ⋱ ldots … dots … cdots ⋯ dotsc … dotsb ⋯ square □ checkmark ✓ angle ∠ "
        "% % # # _ _ & & $ $ vert | Vert ‖ | ‖ backslash \\ "
        "aleph ℵ beth ℶ wp ℘ imath ı jmath ȷ complement ∁ nexists ∄ mho ℧ sharp ♯ flat ♭ natural ♮ clubsuit ♣ diamondsuit ♢ "
        "heartsuit ♡ spadesuit ♠ triangle △ blacksquare ■ lozenge ◊ bigstar ★ measuredangle ∡ surd √ blacktriangle ▲ triangledown ▽ dag † ddag ‡ ddagger ‡ "
        "hdots … dotsm ⋯ dotsi ⋯ dotso …",
    ),
    **_table(
        "bin",
        "times × cdot ⋅ div ÷ pm ± mp ∓ cup ∪ cap ∩ setminus ∖ land ∧ wedge ∧ lor ∨ vee ∨ odot ⊙ oplus ⊕ otimes ⊗ "
        "ominus ⊖ ast ∗ circ ∘ star ⋆ bullet ∙ bmod mod sqcup ⊔ sqcap ⊓ uplus ⊎ amalg ⨿ wr ≀ dotplus ∔ oslash ⊘ boxplus ⊞ "
        "boxtimes ⊠ ltimes ⋉ rtimes ⋊ diamond ⋄ triangleleft ◃ triangleright ▹",
    ),
    **_table(
        "rel",
        "ge ≥ geq ≥ le ≤ leq ≤ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ ll ≪ gg ≫ lt < gt > in ∈ "
        "notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ to → rightarrow → longrightarrow ⟶ leftarrow ← gets ← "
        "leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ implies ⇒ mapsto ↦ uparrow ↑ downarrow ↓ "
        "mid ∣ parallel ∥ perp ⟂ Perp ⫫ coloneqq ≔ triangleq ≜ doteq ≐ models ⊨ vdash ⊢ dashv ⊣ vDash ⊨ nvdash ⊬ Vdash ⊩ nvDash ⊭ lneq ⪇ gneq ⪈ leqslant ⩽ "
        "geqslant ⩾ lesssim ≲ gtrsim ≳ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nmid ∤ nparallel ∦ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ "
        "nsupseteq ⊉ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ prec ≺ succ ≻ preceq ⪯ succeq ⪰ asymp ≍ bowtie ⋈ owns ∋ "
        "trianglelefteq ⊴ trianglerighteq ⊵ therefore ∴ because ∵ smile ⌣ frown ⌢ approxeq ≊ hookrightarrow ↪ hookleftarrow ↩ "
        "twoheadrightarrow ↠ rightarrowtail ↣ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ "
        "rightleftharpoons ⇌ leftrightharpoons ⇋ rightleftarrows ⇄ nearrow ↗ searrow ↘ nwarrow ↖ swarrow ↙ "
        "Uparrow ⇑ Downarrow ⇓ updownarrow ↕ Updownarrow ⇕ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ "
        "Longleftarrow ⟸ Longleftrightarrow ⟺ impliedby ⟸ longmapsto ⟼ rightsquigarrow ⇝ nrightarrow ↛ nleftarrow ↚ "
        "nRightarrow ⇏ circlearrowleft ↺ circlearrowright ↻ curvearrowleft ↶ curvearrowright ↷",
    ),
    **_table("open", "{ { lbrace { lvert | lVert ‖ langle ⟨ lfloor ⌊ lceil ⌈ lbrack ["),
    **_table("close", "} } rbrace } rvert | rVert ‖ rangle ⟩ rfloor ⌋ rceil ⌉ rbrack ]"),
    **_table("punct", "colon :"),
    **_table(
        "big",
        "sum ∑ prod ∏ int ∫ iint ∬ oint ∮ bigcup ⋃ bigcap ⋂ coprod ∐ bigoplus ⨁ bigotimes ⨂ iiint ∭ bigvee ⋁ bigwedge ⋀ bigsqcup ⨆ biguplus ⨄ "
        "bigodot ⨀",
    ),
}
_WITH_SCRIPTS = (
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "cot", "csc", "sec", "coth", "arcsin",
    "arccos", "arctan", "deg", "dim", "ker", "arg", "hom",
)  # fmt: skip
_WITH_LIMITS = (
    "max", "min", "sup", "inf", "lim", "det", "Pr", "gcd", "argmax", "argmin", "limsup", "liminf",
)  # fmt: skip
FUNCTIONS = dict.fromkeys(_WITH_SCRIPTS, False) | dict.fromkeys(_WITH_LIMITS, True)
"""Functions with a name; true for those that have their subscript below the name, as max has."""
PRINTED = {"argmax": "arg max", "argmin": "arg min", "limsup": "lim sup", "liminf": "lim inf"}
STYLES = {
    "mathbf": "bold upright", "boldsymbol": "bold", "bm": "bold", "mathrm": "upright", "mathit": "italic", "mathcal": "cal",
    "mathbb": "bb", "mathsf": "sans", "mathtt": "mono", "mathfrak": "frak", "mathscr": "cal", "mathnormal": "",
}  # fmt: skip
ACCENTS = {
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "macron", "vec": "arrow", "dot": "dot",
    "ddot": "dot.double", "overline": "overline", "underline": "underline", "underbrace": "underbrace",
    "overbrace": "overbrace", "check": "caron", "breve": "breve", "cancel": "cancel", "acute": "acute", "grave": "grave",
    "mathring": "circle", "dddot": "dot.triple", "overrightarrow": "arrow", "overleftarrow": "arrow.l",
    "overleftrightarrow": "arrow.l.r",
}  # fmt: skip
TEXTS = {
    "text": "", "textrm": "", "textnormal": "", "mbox": "", "textbf": "bold", "textit": "italic", "texttt": "mono",
    "textsf": "sans", "textup": "", "emph": "italic",
}  # fmt: skip
OPERATORS = {"operatorname": "op", "operatorname*": "limits"}
SPACES = {
    ",": 1 / 6, ":": 2 / 9, ">": 2 / 9, ";": 5 / 18, "!": -1 / 6, " ": 1 / 3, "quad": 1, "qquad": 2, "enspace": 0.5,
}  # fmt: skip
"""Widths in em."""
SILENT = {"displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "nonumber", "mathstrut", "strut"}
PLACED = {"\\limits": "limits", "\\nolimits": "scripts"}
"""Commands that tell where the scripts of the operator before them go, by style."""
_HEIGHTS = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
_SIDES = {"": "ord", "l": "open", "r": "close", "m": "rel"}
SIZES = {
    f"{size}{side}": (height, role)
    for (size, height), (side, role) in product(_HEIGHTS.items(), _SIDES.items())
}  # fmt: skip
"""Height in em and role of a delimiter after \\bigl and its like."""
GRIDS = {  # the bracket that opens, by environment
    "pmatrix": "(", "bmatrix": "[", "vmatrix": "|", "Vmatrix": "‖", "Bmatrix": "{", "matrix": "", "smallmatrix": "",
    "cases": "", "aligned": "", "gathered": "", "array": "",
}  # fmt: skip
CHARACTERS: dict[str, Node] = {
    "+": Symbol("+", "bin"), "-": Symbol("−", "bin"), "*": Symbol("∗", "bin"), "=": Symbol("=", "rel"),
    "<": Symbol("<", "rel"), ">": Symbol(">", "rel"), ":": Symbol(":", "rel"), "(": Symbol("(", "open"),
    "[": Symbol("[", "open"), ")": Symbol(")", "close"), "]": Symbol("]", "close"), ",": Symbol(",", "punct"),
    ";": Symbol(";", "punct"), "/": Symbol("/"), "|": Symbol("|"), "!": Symbol("!", "close"), "?": Symbol("?", "close"),
    ".": Symbol("."), "~": Space(1 / 3), "@": Symbol("@"), '"': Symbol("″"), "`": Symbol("‘"),
}  # fmt: skip
LATEX = {
    r"\lt": "<", r"\gt": ">", r"\Perp": r"\perp\!\!\!\perp", r"\coloneqq": r"\mathrel{:=}", r"\bm": r"\boldsymbol",
    r"\mathscr": r"\mathcal", r"\argmax": r"\operatorname*{arg\,max}", r"\argmin": r"\operatorname*{arg\,min}",
}  # fmt: skip
"""How TeX is told what it has no command for, or another one."""
ARROWS = {"xrightarrow": "→", "xleftarrow": "←"}
"""Arrows as long as what stands above and below them."""
ENVIRONMENTS = {
    "align": "aligned", "align*": "aligned", "split": "aligned", "eqnarray": "aligned", "eqnarray*": "aligned",
    "alignat": "alignedat", "alignat*": "alignedat", "alignedat": "alignedat", "gather": "gathered",
    "gather*": "gathered", "multline": "gathered", "multline*": "gathered", "dcases": "cases", "equation": "",
    "equation*": "", "displaymath": "", "math": "",
}  # fmt: skip
"""Environments that stand for another one within a formula; "" for none, since the dollars do what they are for."""
_STRUCTURES = (
    "limits", "nolimits", "not", "pmod", "frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom", "sqrt", "left",
    "middle", "right", "begin", "overset", "underset", "stackrel", "boxed", "phantom", "substack", "hspace",
)  # fmt: skip
KNOWN = {*SYMBOLS, *FUNCTIONS, *STYLES, *ACCENTS, *TEXTS, *OPERATORS, *SIZES, *ARROWS, *_STRUCTURES}
"""Every command, for a suggestion where one is misspelt."""
