"""Waiting, without a clock, for what a page goes through: the first look, the take-over by Dash, the charts."""

from __future__ import annotations

from playwright.sync_api import Page


def open_page(page: Page, address: str) -> None:
    """Open an address, whose page is whole as it comes."""
    page.goto(address)
    page.wait_for_selector("#ssr h1")


def open_with_dash(page: Page, address: str) -> None:
    """Open the address of a page that Dash has to finish, and wait until it has taken over and drawn every chart."""
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_selector("#ssr", state="detached")
    # By a selector: waiting for a piece of script would be refused by the page's own policy.
    page.wait_for_selector("body:not(:has(.dash-graph:not(:has(.main-svg))))")


# A tree of elements as data, without what only one of the two versions of a page can have: an inline style (the first
# look has a class for it), what Plotly draws, and what a form control holds.
TREE = """root => {
    const skip = new Set(["style", "checked", "selected", "value", "step"]);
    const look = element => ({
        tag: element.tagName.toLowerCase(),
        attributes: [...element.attributes]
            .filter(each => !skip.has(each.name))
            .map(each => each.name === "class"
                ? "class=" + [...element.classList].filter(name => !/^s-[0-9a-f]{10}$/.test(name)).sort().join(" ")
                : each.name + "=" + each.value)
            .filter(each => each !== "class=")
            .sort(),
        inside: element.classList.contains("dash-graph") ? [] : texts(element),
    });
    const texts = element => {
        const found = [];
        for (const node of element.childNodes) {
            if (node.nodeType === Node.ELEMENT_NODE) { found.push(look(node)); }
            else if (node.nodeType === Node.TEXT_NODE) {
                if (typeof found[found.length - 1] === "string") { found[found.length - 1] += node.data; }
                else { found.push(node.data); }
            }
        }
        return found;
    };
    return texts(root);
}"""
