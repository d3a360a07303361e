"""What stands around an article, by name, by place and by form."""

import pytest

from riwaya.ingest.page_blocks import printed
from riwaya.ingest.page_chrome import chrome
from riwaya.ingest.page_tree import page_tree

PROSE = "قال المتحدث إن القوات قصفت مواقع التنظيم في ريف المدينة الشرقي صباح اليوم. " * 3
ARTICLE = f"<div class=story><h1>عنوان الخبر الأول</h1><p>{PROSE}</p><p>{PROSE}</p></div>"


def left(body: str) -> str:
    page = printed(page_tree(f"<html><body>{body}{ARTICLE}", "a"), "https://a.example/live/1")
    headline = next(block for block in page.blocks if block.heading)
    around = chrome(page, headline)
    return "\n".join(block.text for block in page.blocks if around.isdisjoint(block.path))


@pytest.mark.parametrize(
    "part",
    [
        "<nav>زائد</nav>",
        "<footer>زائد</footer>",
        '<div class="relatedPosts">زائد</div>',
        '<div class="c_related-articles--x">زائد</div>',
        '<div id="comments"><p>زائد</p></div>',
        '<div class="a share-buttons">زائد</div>',
        '<p class="wp-caption-text">زائد</p>',
        '<div style="display: none">زائد</div>',
        '<span class="sr-only">زائد</span>',
        '<div role="navigation">زائد</div>',
        '<section aria-labelledby="most-read-heading">زائد</section>',
        "<div><img src=a><p>زائد في صورة</p></div>",
        ('<div><div class=k><a href="/1">خبر آخر زائد</a><p>زائد</p></div>'
        '<div class=k><a href="/2">وخبر ثالث زائد</a><p>زائد</p></div></div>'),
    ],
)  # fmt: skip
def test_parts_around_an_article_are_known(part: str) -> None:
    assert "زائد" not in left(part)


@pytest.mark.parametrize(
    "part",
    [
        '<div class="overflow-hidden">باق</div>',
        '<div class="elementor-widget">باق</div>',
        '<div class="shared-story">باق</div>',
        "<div><img src=a><p>باق: قال المتحدث ذلك.</p></div>",
        (
            '<div class=k><time>18:30</time><a href="/live/1#5">خبر هنا باق</a></div>'
            '<div class=k><time>18:31</time><a href="?n=6">خبر هنا باق</a></div>'
        ),
        '<div class=k><a href="/1">خبر واحد هنا باق</a></div>',
    ],
)
def test_parts_of_the_article_stay(part: str) -> None:
    assert "باق" in left(part)


@pytest.mark.parametrize("name", ["tools", "widget", "paywall", "print-page", "banner"])
def test_a_part_that_holds_the_article_is_the_article(name: str) -> None:
    page = printed(page_tree(f"<body><div class={name}>{ARTICLE}</div>", "a"))
    assert chrome(page, None) == frozenset()


def test_readers_words_are_left_out_however_many() -> None:
    assert "زائد" not in left(f"<div class=comments>{'<p>زائد ' + PROSE + '</p>' * 20}</div>")
