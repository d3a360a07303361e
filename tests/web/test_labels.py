"""What templates and scripts say has a label in both languages, and no label is left over."""

import re
from importlib.resources import files
from pathlib import Path

from riwaya.knowledge.desk_labels import desk_labels

#: What speaks with these labels: the desk, and what is shown of incidents there and on paper.
SPEAKING = [
    Path(str(files("riwaya").joinpath(folder)))
    for folder in ("web", "export/shown", "export/dossier", "export/pictures", "export/templates")
]
#: t('key'…) in templates, .t("key"…), .to(url, "key") and said="key" in code, keys as plain text.
LITERAL = re.compile(r"""\bt\(\s*['"]([a-z_]+(?:\.[a-z0-9_]+)+)['"]""")
QUOTED = re.compile(r"""['"]([a-z_]+(?:\.[a-z0-9_]+)*\.?)['"]""")


def sources() -> str:
    several = [
        path
        for folder in SPEAKING
        for kind in ("*.py", "*.html", "*.js", "*.j2")
        for path in folder.rglob(kind)
        if "vendor" not in path.parts
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in several)


def test_every_label_asked_for_is_there() -> None:
    missing = {key for key in LITERAL.findall(sources()) if key not in desk_labels()}
    assert not missing


def test_no_label_is_left_over() -> None:
    said = set(QUOTED.findall(sources()))
    begins = tuple(one for one in said if one.endswith("."))
    unused = [key for key in desk_labels() if key not in said and not key.startswith(begins)]
    assert not unused


def test_both_languages_fill_in_the_same() -> None:
    fields = re.compile(r"\{(\w+)\}")
    for key, label in desk_labels().items():
        assert set(fields.findall(label.english)) == set(fields.findall(label.arabic)), key
