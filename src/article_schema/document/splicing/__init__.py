"""How each kind of edit becomes patches of the text. `document.splice` is the way in."""
