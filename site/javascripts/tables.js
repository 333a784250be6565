// The theme puts wide tables into boxes that scroll. Without a pointer one scrolls with the arrow
// keys, for which a box has to take the focus.
function reach() {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) {
    box.tabIndex = 0;
  }
}

new MutationObserver(reach).observe(document.body, { childList: true, subtree: true });
reach();
