"""Output size of a convolution (Dumoulin & Visin 2016, relationships 6 and 15)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

read = (
    r"image of size $<< image[0] >> \times << image[1] >>$",
    r"filter of size $<< filter[0] >> \times << filter[1] >>$ with stride << stride >> and dilation << dilation >>",
    "zero-padded by $<< padding >>$",
)


def left(image, side, padding, dilation):
    return image + 2 * padding - dilation * (side - 1) - 1


def solve(image, filter, padding, stride, dilation):
    return [left(i, f, padding, dilation) // stride + 1 for i, f in zip(image, filter, strict=True)]


def check(image, filter, padding, stride, dilation):
    """Slide the filter over the padded image, and count where all its weights meet a pixel."""

    def places(length, taps):
        pixels = range(-padding, length + padding)
        return sum(all(first + dilation * tap in pixels for tap in range(taps)) for first in pixels[::stride])

    return [places(length, taps) for length, taps in zip(image, filter, strict=True)]


def slips(image, filter, padding, stride, dilation):
    pairs = list(zip(image, filter, strict=True))
    gaps = [left(i, f, padding, dilation) for i, f in pairs]
    found = {
        "left out the first position": ([gap // stride for gap in gaps], 2),
        "forgot the stride": ([gap + 1 for gap in gaps], 2),
    }
    if any(gap % stride for gap in gaps):
        found["rounded up"] = ([-(-gap // stride) + 1 for gap in gaps], 2)
    if padding:
        one_sided = [(gap - padding) // stride + 1 for gap in gaps]
        found["padded on one side only"] = (one_sided, 2)
    if dilation > 1:
        found["forgot the dilation"] = ([left(i, f, padding, 1) // stride + 1 for i, f in pairs], 2)
    return found


def context(image, filter, padding, stride, dilation):
    sides = []
    for name, i, f in zip(("rows", "columns"), image, filter, strict=True):
        gap = left(i, f, padding, dilation)
        within, covers = i + 2 * padding, dilation * (f - 1) + 1
        words = {"name": name, "image": i, "taps": f, "within": within, "covers": covers}
        sides.append(words | {"left": gap, "steps": gap // stride})
    return {"sides": sides}
