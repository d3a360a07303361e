"""A small workspace of invented reports: three strikes, told by several outlets, one denied."""

from pathlib import Path

from riwaya.ingest.meta import read_meta
from riwaya.workspace.fusing import fuse
from riwaya.workspace.workspace import Workspace

#: Name of the file: outlet, day of publication, text. What they say isn't true of anyone.
REPORTS = {
    "market-1.txt": (
        "الضفة نيوز", "2016-03-12",
        "مقتل 14 مدنياً في غارة على سوق معرة النعمان\n\n"
        "أفاد المرصد السوري لحقوق الإنسان بأن 14 مدنياً قتلوا وأصيب 30 آخرون في غارة جوية شنتها "
        "طائرات حربية روسية أمس الجمعة على السوق الشعبي في مدينة معرة النعمان بريف إدلب.\n",
    ),
    "market-2.txt": (
        "صدى الشمال", "2016-03-12",
        "قتل 14 مدنياً وأصيب نحو 30 آخرين جراء غارة جوية روسية استهدفت أمس سوقاً شعبياً في مدينة "
        "معرة النعمان بريف إدلب، بحسب المرصد السوري لحقوق الإنسان.\n",
    ),
    "market-3.txt": (
        "وكالة المدى", "2016-03-13",
        "نقلت وكالة الصحافة الفرنسية عن المرصد السوري لحقوق الإنسان قوله إن 14 مدنياً بينهم ثلاثة "
        "أطفال قتلوا الجمعة في غارة جوية على سوق في معرة النعمان.\n\n"
        "ونفت وزارة الدفاع الروسية أن تكون طائراتها قد أغارت على السوق في معرة النعمان.\n",
    ),
    "market-4.txt": (
        "المرفأ", "2016-03-13",
        "قال الدفاع المدني السوري إن 21 شخصاً قتلوا وأصيب 45 في القصف الجوي الذي طال السوق الشعبي "
        "في معرة النعمان يوم الجمعة 11 آذار 2016، وأضاف أن فرقه انتشلت جثث ستة أطفال من تحت "
        "الأنقاض.\n",
    ),
    "hospital-1.txt": (
        "المرفأ", "2016-04-02",
        "قال الطبيب سامر الحلواني إن قذائف مدفعية أطلقتها قوات النظام السوري أصابت أمس الجمعة مشفى "
        "الرحمة في مدينة دوما بريف دمشق، ما أدى إلى مقتل ممرضين اثنين وإصابة سبعة مرضى.\n",
    ),
    "hospital-2.txt": (
        "الضفة نيوز", "2016-04-02",
        "قصفت قوات النظام السوري بالمدفعية مشفى الرحمة في دوما أمس الجمعة، وقال ناشطون إن ثلاثة من "
        "الكادر الطبي قتلوا.\n",
    ),
    "oil-1.txt": (
        "صدى الشمال", "2016-05-20",
        "أعلنت وزارة الدفاع الروسية أن طائراتها دمرت الخميس 40 صهريجاً لنقل النفط تابعة لتنظيم "
        "داعش قرب حقل العمر في محافظة دير الزور، وقتلت 25 مسلحاً.\n",
    ),
    "oil-2.txt": (
        "وكالة المدى", "2016-05-20",
        "قال وزير الدفاع الروسي سيرغي شويغو إن الطيران الروسي دمر أمس الخميس 40 صهريج نفط لتنظيم "
        "داعش قرب حقل العمر النفطي في دير الزور.\n",
    ),
    "clash-1.txt": (
        "المرفأ", "2016-06-08",
        "اندلعت اشتباكات عنيفة بين قوات سوريا الديمقراطية وتنظيم داعش في محيط مدينة منبج بريف حلب "
        "أمس الثلاثاء، وأسفرت عن مقتل 12 عنصراً من التنظيم، بحسب المرصد السوري لحقوق الإنسان.\n",
    ),
    "protest-1.txt": (
        "الضفة نيوز", "2016-07-01",
        "خرج مئات المتظاهرين في مدينة الناصرية جنوبي العراق اليوم الجمعة احتجاجاً على انقطاع "
        "الكهرباء، وفرقت قوات الأمن المتظاهرين بالغاز المسيل للدموع ما أدى إلى إصابة خمسة منهم.\n",
    ),
}  # fmt: skip


def small_workspace(path: Path) -> Workspace:
    """A workspace at `path` with the reports taken in, read and fused."""
    workspace = Workspace.create(path, by="tester")
    add_small(workspace)
    return workspace


def add_small(workspace: Workspace) -> None:
    """Take the reports in, read and fuse them."""
    folder = workspace.folder.path.parent / f"{workspace.folder.path.name}-reports"
    folder.mkdir()
    rows = ["file,outlet,published"]
    for name, (outlet, published, text) in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
        rows.append(f"{name},{outlet},{published}")
    (folder / "meta.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    meta = read_meta(folder / "meta.csv")
    added = workspace.add([folder / name for name in REPORTS], meta=meta, jobs=1)
    assert not added.problems
    fuse(workspace)
