"""The report in a browser: cards, keys, figures, search, the reading position, print, and hostile stories."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks.chromium import Chromium
from tests.report.conftest import PHONE, WIDE
from tests.report.made import ODD_NAMES

CARD = "document.getElementById('card')"
OPEN = f"!{CARD}.hidden"
FIRST = "document.querySelector('#text b')"
ACTIVE = "document.activeElement"
SHOWN = "[...document.querySelectorAll('.k > *')].filter((each) => !each.closest('[hidden]')).length"


def tab(page: Chromium, name: str) -> None:
    page.run(f"document.getElementById('tab-{name}').click()")
    page.frame()


def facts(page: Chromium) -> dict:
    return json.loads(page.run("document.getElementById('facts').textContent"))


def limit(page: Chromium, paragraphs: int) -> None:
    page.run(
        f"(() => {{ const s = document.getElementById('upto'); s.value = '{paragraphs}'; "
        "s.dispatchEvent(new Event('input')); s.dispatchEvent(new Event('change')) })()"
    )
    page.frame()


def cast(page: Chromium) -> list[list[str]]:
    tab(page, "cast")
    return page.run(
        "[...document.querySelectorAll('#cast tbody tr')].map((row) => [row.querySelector('bdi').textContent, "
        "...[...row.querySelectorAll('td')].map((cell) => cell.textContent)])"
    )


def test_card_on_hover(page: Chromium) -> None:
    page.move(*page.middle(FIRST))
    page.wait(OPEN)
    text = page.run(f"{CARD}.textContent")
    assert "Captain Bastian Orrel" in text
    assert "Called by name" in text
    assert "% sure" in text
    assert "First met: Chapter 1" in text
    page.move(5, 5)
    page.wait(f"{CARD}.hidden")


def test_card_of_a_quotation(page: Chromium) -> None:
    told = facts(page)
    quote = told["heard"]["quote"][0]
    page.run(f"document.querySelectorAll('#text i')[{quote}].click()")
    page.wait(OPEN)
    text = page.run(f"{CARD}.textContent")
    assert text.startswith("Said by")
    assert told["people"]["name"][told["quotes"]["who"][quote]] in text
    assert "Shown by: " in text
    assert re.search(rf"To \S+ {told['people']['name'][told['heard']['who'][0]]} \(", text)
    assert f"{told['quotes']['sure'][2 * quote : 2 * quote + 2]} % sure" in text


def test_card_on_focus_and_the_way_by_keys(page: Chromium) -> None:
    # From the skip link into the text, to the first mark.
    page.key("Tab")
    assert page.run(f"{ACTIVE}.textContent") == "Skip to the text"
    page.key("Enter")
    page.key("Tab")
    assert page.run(f"{ACTIVE}.matches('#text :is(b,u,i)')")
    page.wait(OPEN)
    assert page.run(f"{ACTIVE}.getAttribute('aria-describedby')") == "card-facts"
    assert page.run(f"getComputedStyle({ACTIVE}).outlineStyle") == "solid"
    first = page.run(f"{ACTIVE}.className.split(' ')[0]")
    places = []
    for _ in range(3):
        page.key("ArrowRight")
        assert page.run(f"{ACTIVE}.className.split(' ')[0]") == first
        places.append(page.run(f"[...document.querySelectorAll('b,u')].indexOf({ACTIVE})"))
    assert places == sorted(set(places))
    page.key("ArrowLeft")
    assert page.run(f"[...document.querySelectorAll('b,u')].indexOf({ACTIVE})") == places[1]
    page.key("ArrowDown")
    assert page.run(f"[...document.querySelectorAll('b,u')].indexOf({ACTIVE})") != places[1]
    # Into the card and out of it.
    page.key("Enter")
    assert page.run(f"{CARD}.contains({ACTIVE})")
    page.key("Escape")
    assert page.run(f"{CARD}.hidden")
    assert page.run(f"{ACTIVE}.matches('#text :is(b,u,i)')")
    # One stop for all marks: the next leads out of the text.
    assert page.run("document.querySelectorAll('#text [tabindex=\"0\"]').length") == 1
    page.key("Tab")
    assert not page.run(f"document.getElementById('text').contains({ACTIVE})")


def test_card_on_tap_on_a_phone(page: Chromium) -> None:
    page.size(*PHONE, touch=True)
    page.frame()
    page.tap(FIRST)
    page.wait(OPEN)
    box = page.run(f"(() => {{ const r = {CARD}.getBoundingClientRect(); return [r.left, r.right, r.bottom] }})()")
    assert box[0] >= 0
    assert box[1] <= PHONE[0]
    assert box[2] <= PHONE[1]
    page.tap("document.querySelector('#text h2')")
    page.wait(f"{CARD}.hidden")
    assert page.run("document.documentElement.scrollWidth") <= PHONE[0]


def test_the_sheet_on_a_phone(page: Chromium) -> None:
    page.size(*PHONE, touch=True)
    page.frame()
    assert page.run("getComputedStyle(document.getElementById('panel')).display") == "none"
    page.tap("document.getElementById('open-sheet')")
    page.wait("getComputedStyle(document.getElementById('panel')).display === 'block'")
    for name in ("cast", "presence", "talk", "network", "search", "contents"):
        tab(page, name)
        assert page.run("document.getElementById('panel').scrollWidth") <= PHONE[0], name
    page.key("Escape")
    assert page.run("getComputedStyle(document.getElementById('panel')).display") == "none"
    # What is followed from the sheet is seen, not covered.
    page.tap("document.getElementById('open-sheet')")
    tab(page, "contents")
    page.run("document.querySelectorAll('#contents button')[1].click()")
    page.wait("!document.documentElement.classList.contains('sheet')")


def test_search(page: Chromium) -> None:
    tab(page, "search")
    page.run("document.getElementById('query').focus()")
    page.type("CROSSING")
    page.wait("document.querySelectorAll('#search li').length > 0")
    paragraphs = page.run("[...document.querySelectorAll('.k > *')].map((each) => each.textContent)")
    wanted = sum("crossing" in text.lower() for text in paragraphs)
    assert page.run("document.querySelectorAll('#search li').length") == wanted
    assert "crossing" in page.run("document.querySelector('#search mark').textContent").lower()
    page.key("Enter")
    page.key("Enter")
    page.frame()
    assert "crossing" in page.run(f"{ACTIVE}.textContent").lower()
    assert page.run(f"{ACTIVE}.closest('#text') !== null")
    assert page.run("CSS.highlights.get('sought').size") >= 1
    page.run("document.getElementById('query').focus(); document.getElementById('query').value = ''")
    page.type('"crossing no such phrase"')
    page.wait("document.querySelector('#search [role=status]').textContent === 'No passage holds that.'")


@pytest.mark.parametrize(
    ("name", "stop"),
    [("presence", "svg[role=slider]"), ("talk", ".matrix button"), ("network", ".node"), ("cast", "tbody button")],
)
def test_figures_lead_to_passages(page: Chromium, name: str, stop: str) -> None:
    tab(page, name)
    found = f"document.querySelector('#{name} {stop}')"
    page.wait(f"{found} !== null")
    page.run(f"{found}.focus()")
    page.key("Enter")
    page.frame()
    assert page.run(f"{ACTIVE}.matches('#text :is(b,u,i)')")
    box = page.run(f"(() => {{ const r = {ACTIVE}.getClientRects()[0]; return [r.top, r.bottom] }})()")
    assert box[0] >= 0
    assert box[1] <= WIDE[1]
    # And by the mouse; once more the focus moves into the text.
    page.run("document.activeElement.blur()")
    page.run(f"{found}.scrollIntoView({{ block: 'center' }})")
    page.frame()
    page.click(found)
    page.frame()
    assert page.run(f"{ACTIVE}.matches('#text :is(b,u,i)')")


def test_arrows_in_figures(page: Chromium) -> None:
    tab(page, "presence")
    page.run("document.querySelector('#presence svg[role=slider]').focus()")
    before = page.run(f"{ACTIVE}.getAttribute('aria-valuetext')")
    page.key("ArrowRight")
    assert page.run(f"{ACTIVE}.getAttribute('aria-valuetext')") != before
    label = page.run(f"{ACTIVE}.getAttribute('aria-label')")
    page.key("ArrowDown")
    assert page.run(f"{ACTIVE}.getAttribute('aria-label')") != label
    tab(page, "talk")
    page.run("document.querySelector('.matrix button').focus()")
    label = page.run(f"{ACTIVE}.title")
    page.key("ArrowRight")
    page.key("ArrowDown")
    assert page.run(f"{ACTIVE}.title") != label
    page.run("document.getElementById('tab-talk').focus()")
    page.key("ArrowRight")
    assert page.run(f"{ACTIVE}.id") == "tab-network"
    assert not page.run("document.getElementById('network').hidden")


def test_cast_counts(page: Chromium) -> None:
    told = facts(page)
    rows = cast(page)
    for who, row in enumerate(rows):
        assert row[0] == told["people"]["name"][who]
        assert row[1] == str(told["mentions"]["who"].count(who))
        words = [n for owner, n in zip(told["quotes"]["who"], told["quotes"]["words"], strict=True) if owner == who]
        assert row[3] == f"{sum(words):,}"


def test_the_reading_position_hides_and_counts_anew(page: Chromium) -> None:
    told = facts(page)
    everything = page.run(SHOWN)
    names = {row[0] for row in cast(page)}
    upto = everything // 4
    limit(page, upto)
    assert page.run(SHOWN) == upto
    end = sum(told["paragraphs"][: upto + 1])
    starts = [sum(told["mentions"]["gaps"][: n + 1]) for n in range(len(told["mentions"]["gaps"]))]
    before = sum(start < end for start in starts)
    rows = cast(page)
    assert sum(int(row[1].replace(",", "")) for row in rows) == before
    assert 0 < len(rows) < len(names)
    # No name that stands only further on, wherever one looks.
    text = page.run("[...document.querySelectorAll('.k > *')].map((each) => each.textContent)")
    shown, hidden = " ".join(text[:upto]), " ".join(text[upto:])
    later = {name for name in ["Lord Emeric", "Pim", "Sergeant", "Dacey"] if name in hidden and name not in shown}
    assert later
    for name in ("cast", "presence", "talk", "network", "contents"):
        tab(page, name)
        panel = page.run("document.getElementById('panel').innerHTML")
        assert not [each for each in later if each in panel], name
    # Chapters that have not begun are not told.
    chapters = told["chapters"]
    tab(page, "contents")
    assert page.run("document.querySelectorAll('#contents li').length") == sum(n < upto for n in chapters["first"])
    # Nor does search find what is hidden.
    tab(page, "search")
    page.run("document.getElementById('query').focus()")
    page.type(sorted(later)[0])
    page.wait("document.querySelector('#search [role=status]').textContent === 'No passage so far holds that.'")
    # Cards neither, and the arrows stop at the end.
    page.run("document.querySelector('#text b').focus()")
    page.key("End")
    page.frame()
    assert page.run(f"{ACTIVE}.closest('[hidden]') === null")
    assert "so far" in page.run(f"{CARD}.textContent")


def test_the_reading_position_is_kept_and_given_up(page: Chromium, salt_road: Path) -> None:
    everything = page.run(SHOWN)
    page.run("document.querySelectorAll('.k > *')[30].scrollIntoView({ block: 'end' })")
    page.frame()
    page.run("document.getElementById('hide').click()")
    page.frame()
    hidden_at = page.run(SHOWN)
    assert 20 <= hidden_at <= 40
    page.open(salt_road)
    assert page.run(SHOWN) == hidden_at
    assert page.run("document.getElementById('rest').hidden") is False
    page.run("document.querySelector('#rest button').click()")
    page.frame()
    assert page.run(SHOWN) == hidden_at + 20
    page.run("document.getElementById('reveal').click()")
    page.frame()
    assert page.run(SHOWN) == everything
    assert page.run("document.getElementById('rest').hidden")


def test_colours_and_initials_follow_the_reading_position(page: Chromium) -> None:
    style = "getComputedStyle(document.querySelector('#text .c{0}')).getPropertyValue('{1}')"
    assert page.run(style.format(0, "--l")) == '"BO"'
    limit(page, 4)
    assert page.run(style.format(0, "--k")) != ""
    labels = page.run("[...document.querySelectorAll('#cast .chip')].map((each) => each.textContent)")
    assert page.run(style.format(0, "--l")).strip('"') in labels
    page.run("document.getElementById('reveal').click()")
    assert page.run(style.format(0, "--l")) == '"BO"'


def test_schemes(page: Chromium, salt_road: Path) -> None:
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.run(background)
    page.media(prefers_color_scheme="dark")
    dark = page.run(background)
    assert light != dark
    page.run("document.getElementById('scheme').click()")
    assert page.run(background) == light
    page.open(salt_road)
    assert page.run(background) == light
    page.run("document.getElementById('scheme').click()")
    assert page.run(background) == dark
    assert page.run("document.getElementById('scheme').getAttribute('aria-pressed')") == "true"


def test_still_where_motion_is_not_wanted(page: Chromium) -> None:
    page.media(prefers_reduced_motion="reduce")
    tab(page, "contents")
    page.run("document.querySelectorAll('#contents button')[1].click()")
    page.frame()
    assert page.run("document.querySelector('.found') !== null")
    assert page.run("document.getAnimations().length") == 0


def test_print(page: Chromium) -> None:
    limit(page, 10)
    page.media("print", prefers_color_scheme="dark")
    seen = "(id) => getComputedStyle(document.getElementById(id)).display"
    assert [page.run(f"({seen})('{name}')") for name in ("tools", "tabs", "position", "rest")] == ["none"] * 4
    assert page.run("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.run("getComputedStyle(document.querySelector('#text u'), '::after').content").strip('"')[:2].isalnum()
    assert page.run("getComputedStyle(document.querySelector('#text i'), '::before').display") == "inline"
    assert page.run("getComputedStyle(document.querySelector('.k')).contentVisibility") == "visible"
    assert page.printed().startswith(b"%PDF")


def test_without_scripts(browser: Chromium, salt_road: Path) -> None:
    browser.media()
    browser.size(*WIDE)
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(salt_road, ready="document.readyState === 'complete'")
        assert browser.run("document.querySelectorAll('#text b').length") > 50
        assert "Lorne Dacey" in browser.run("document.querySelector('#cast tbody').innerText")
        assert browser.run("document.getElementById('tabs').hidden")
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_hostile_stories_stay_text(browser: Chromium, hostile_page: Path) -> None:
    browser.media()
    browser.size(*WIDE)
    browser.open(hostile_page)
    browser.run("document.querySelectorAll('#text b').forEach((mark) => { mark.click(); mark.focus() })")
    browser.wait(OPEN)
    for name in ("cast", "presence", "talk", "network", "search", "contents"):
        tab(browser, name)
    browser.run("document.getElementById('query').value = '<script>'")
    browser.run("document.getElementById('query').dispatchEvent(new Event('input'))")
    tab(browser, "search")
    browser.wait("document.querySelectorAll('#search li').length > 0")
    limit(browser, 22)
    for name in ("cast", "talk"):
        tab(browser, name)
    assert browser.run("window.owned === undefined")
    assert browser.run("document.querySelectorAll('script').length") == 2
    assert browser.run("document.querySelectorAll('#text img, #text svg, #text b b script').length") == 0
    text = browser.run("document.getElementById('text').textContent")
    assert "<script>window.owned = 1</script>" in text
    assert ODD_NAMES[0] in text
    assert browser.complaints == []
    assert browser.requests == [hostile_page.as_uri()]
    # Not even when asked to: the policy holds.
    browser.run("(window.more = document.createElement('script')).textContent = 'window.owned = 9'")
    browser.run("document.body.append(window.more)")
    assert browser.run("window.owned === undefined")
    assert browser.complaints != []
