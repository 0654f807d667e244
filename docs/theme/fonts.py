"""Makes the fonts of the book in docs/theme/fonts from IBM Plex.

    npm pack @ibm/plex-sans@1.1.0 @ibm/plex-mono@2.5.0 @ibm/plex-math@1.1.0
    for pack in ibm-plex-*.tgz; do
        mkdir -p ${pack%-*} && tar xzf $pack -C ${pack%-*}
    done
    pip install fonttools==4.68.0 brotli==1.2.1
    python3 fonts.py

Keeps the characters that the pages use, and gives the fonts a name of their
own: "Plex" is reserved by the licence for fonts that nobody changed.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
GREEK = range(0x391, 0x3CA)
SIGNS = list(map(ord, "ŷ–—‘’“”…′″⁰⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃ₙ⅓⅔←↑→↓↔⇒∂∇∈∏∑−∗√∞∫∼≈≠≤≥⊙⋅─│✓"))
TEXT = {*LATIN, *GREEK, *SIGNS}
# The italic letters of formulas have code points of their own.
MATH = {
    *range(0x20, 0x7F),
    *GREEK,
    *SIGNS,
    *map(ord, "‖ϵϕˆ˜¯ℎℝ⌈⌉⌊⌋⟨⟩×·±𝖳"),
    *range(0x1D434, 0x1D468),
    *range(0x1D6E2, 0x1D71C),
}

# Kerning, figures of one width; smaller letters in exponents.
FEATURES = {
    "Sans": ["kern", "mark", "ccmp", "tnum"],
    "Mono": [],
    "Math": ["ssty", "mark", "ccmp"],
}

FONTS = [
    ("sans", "Sans", "Regular", TEXT),
    ("sans", "Sans", "Italic", TEXT),
    ("sans", "Sans", "SemiBold", TEXT),
    ("mono", "Mono", "Regular", TEXT),
    ("math", "Math", "Regular", MATH),
]

for pack, family, style, characters in FONTS:
    woff2 = Path(f"ibm-plex-{pack}/package/fonts/complete/woff2")
    font = TTFont(woff2 / f"IBMPlex{family}-{style}.woff2")
    options = Options(
        layout_features=FEATURES[family],
        name_IDs=[0, 1, 2, 3, 4, 6, 13, 14],
        hinting=False,
        drop_tables=["meta"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    name = f"Descent {family}"
    for record in font["name"].names:
        named = {
            1: name,
            3: f"{name} {style}, a subset of IBM Plex",
            4: f"{name} {style}",
            6: f"Descent{family}-{style}",
        }
        if record.nameID in named:
            record.string = named[record.nameID]
    if "CFF " in font:
        font["CFF "].cff.fontNames[0] = f"Descent{family}-{style}"
    font.flavor = "woff2"
    file = Path(__file__).parent / f"fonts/{family.lower()}-{style.lower()}.woff2"
    font.save(file)
    print(file.name, file.stat().st_size)
