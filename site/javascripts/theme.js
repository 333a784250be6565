// What the theme leaves out for readers without a pointer or a screen.
const BOXES = '.md-typeset__scrollwrap, p:has(> img[src$="findings.svg"])';

function complete() {
  // Wide tables and pictures of terminals are in boxes that scroll. One scrolls with the arrow keys when
  // it has the focus.
  for (const box of document.querySelectorAll(BOXES)) {
    if (box.tabIndex < 0) box.tabIndex = 0;
  }
  // A label has to have the text that is seen, so that one can say it to choose the button.
  for (const button of document.querySelectorAll(".md-version__current")) {
    const label = `Version ${button.textContent.trim()}, select another`;
    if (button.ariaLabel !== label) button.ariaLabel = label;
  }
}

new MutationObserver(complete).observe(document.body, { childList: true, subtree: true });
complete();
