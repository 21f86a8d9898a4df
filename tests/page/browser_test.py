#!/usr/bin/env python3
"""The page in a real browser: `tests/page/browser_test.py PAGE SCREENSHOTS`.

Opens the page from file:// in Debian's headless Chromium, with scripts on and off, wide and narrow, light and dark. Fails
where the console has a message, where anything but the page is requested, where a picture or table is missing or too wide,
or where hovering, filtering, sorting, zooming, the language or a link to a state does not do what it says. Screenshots of
each state are left for the eye.
"""
import json
import pathlib
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def browser(width, height, dark, scripts):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS + [f"--window-size={width},{height}"] + (["--force-dark-mode"] if dark else []):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    media = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
    return driver


def check(condition, what):
    if not condition:
        raise AssertionError(what)
    print(f"  {what}")


def requests(driver, page):
    found = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith(("data:", "chrome:", "about:", "devtools:")) and url.split("#")[0] != page:
                found.append(url)
    return found


def value_of(driver, svg, linear):
    """Of one mark, the lowest at first, by its place between the ends of the axis up."""
    return driver.execute_script(
        "const [svg, linear] = arguments, [, , y0, y1] = svg.dataset.pixels.split(' ').map(Number);"
        "const [, , c, d] = svg.dataset.values.split(' ').map(Number), uses = svg.querySelectorAll('.mark use');"
        "let lowest = null, y = -1; for (const use of uses) { const at = Number(use.getAttribute('transform')"
        ".match(/,(-?[\\d.]+)/)[1]); if (at > y && at < y0 - 20) { y = at; lowest = use; } }"
        "svg.watched = svg.watched || lowest;"
        "const at = Number(svg.watched.getAttribute('transform').match(/,(-?[\\d.]+)/)[1]), part = (at - y0) / (y1 - y0);"
        "return linear ? c + part * (svg.ends[1] - c) : c * (d / c) ** part", svg, linear)


def rescale(driver):
    svg = driver.execute_script("return Array.from(document.querySelectorAll('figure svg[data-log=xy]'))"
                                ".find(s => s.querySelector('.mark'))")
    button = driver.execute_script("return Array.from(arguments[0].closest('figure').querySelectorAll('button'))"
                                   ".find(b => b.textContent === 'lin/log')", svg)
    value = value_of(driver, svg, False)
    driver.execute_script("arguments[0].click()", button)
    check(abs(value_of(driver, svg, True) / value - 1) < 0.1, "on a linear axis a mark keeps its value")
    driver.execute_script("arguments[0].click()", button)
    check(abs(value_of(driver, svg, False) / value - 1) < 1e-6, "and returns to its place")


def copied(driver):
    """What the page hands to the clipboard, which a headless browser may refuse: then it is saved as a file."""
    driver.execute_script(
        "window.kept = []; navigator.clipboard.writeText = t => { window.kept.push(t); return Promise.resolve(); };"
        "navigator.clipboard.write = items => { window.kept.push(items[0].types[0]); return Promise.resolve(); };"
        "for (const b of document.querySelectorAll('figure button')) if (/^copy/.test(b.textContent) && window.kept.length < 9) "
        "{ b.click(); if (b.textContent === 'copy PNG') break; }")
    time.sleep(2)
    kept = driver.execute_script("return window.kept")
    check(len(kept) == 2 and kept[0].startswith("<svg") and kept[1] == "image/png",
          f"a picture is copied as SVG and as PNG {kept if len(kept) != 2 else ''}")


def interact(driver, page):
    marks = driver.find_elements(By.CSS_SELECTOR, ".mark")
    check(marks, "the page has marks")
    mark = marks[0]
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    ActionChains(driver).move_to_element(mark).perform()
    card = driver.find_element(By.ID, "card")
    shown = driver.execute_script("const r = arguments[0].getBoundingClientRect(), at = document.elementFromPoint("
                                  "r.x + r.width / 2, r.y + r.height / 2); return at.closest('.mark').dataset.name", mark)
    check(card.is_displayed() and shown in card.text, "hovering a mark shows its card")

    header = driver.find_elements(By.CSS_SELECTOR, "details.rows summary")[0]
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", header)
    header.click()
    table = driver.find_elements(By.CSS_SELECTOR, "details.rows table")[0]
    title = table.find_elements(By.TAG_NAME, "th")[0]
    title.click()
    names = [row.get_attribute("data-name") for row in table.find_elements(By.CSS_SELECTOR, "tbody tr")]
    check(names == sorted(names), "a click on a title sorts the table")

    svg = driver.find_elements(By.CSS_SELECTOR, "figure svg")[0]
    before = svg.get_dom_attribute("viewBox")
    driver.execute_script("arguments[0].closest('figure').querySelector('button').click()", svg)
    check(svg.get_dom_attribute("viewBox") != before, "a picture zooms")

    rescale(driver)
    copied(driver)

    Select(driver.find_element(By.ID, "by-dtype")).select_by_visible_text("f32")
    hidden = driver.execute_script("return Array.from(document.querySelectorAll('section.topic')).every("
                                   "s => (s.dataset.dtype === 'f32') !== s.classList.contains('hidden'))")
    check(hidden and "dtype=f32" in driver.current_url, "a filter hides the others and stands in the address")
    driver.get("about:blank")
    driver.get(page + "#run?dtype=f64")
    check(driver.find_element(By.ID, "by-dtype").get_attribute("value") == "f64", "a link restores its state")
    driver.get("about:blank")
    driver.get(page)


def language(driver):
    english = driver.find_element(By.CSS_SELECTOR, "#run h2 .en")
    check(english.is_displayed(), "English is shown first")
    driver.find_element(By.CSS_SELECTOR, "nav label[for=ko]").click()
    check(not english.is_displayed(), "the language changes, with or without scripts")
    driver.find_element(By.CSS_SELECTOR, "nav label[for=en]").click()


def try_page(page, folder, width, dark, scripts):
    name = f"{width}-{'dark' if dark else 'light'}-{'scripts' if scripts else 'plain'}"
    print(name)
    driver = browser(width, 900, dark, scripts)
    try:
        begin = time.monotonic()
        driver.get(page)
        print(f"  opened in {time.monotonic() - begin:.2f} s")
        overflow = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"]
        check(overflow <= width, "nothing is wider than the window")
        check(driver.find_elements(By.CSS_SELECTOR, "figure svg"), "the page has pictures")
        if scripts and width > 1000:
            interact(driver, page)
        language(driver)
        driver.save_screenshot(str(folder / f"{name}.png"))
        messages = [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        check(not messages, f"the console is silent {messages if messages else ''}")
        asked = requests(driver, page)
        check(not asked, f"nothing else is requested {asked if asked else ''}")
    finally:
        driver.quit()


def main():
    page = pathlib.Path(sys.argv[1]).resolve().as_uri()
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for width in (1280, 390):
        for dark in (False, True):
            for scripts in (True, False):
                try_page(page, folder, width, dark, scripts)
    print("the page holds")


if __name__ == "__main__":
    main()
