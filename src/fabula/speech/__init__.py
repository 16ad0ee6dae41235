"""From quotations and characters to who says what."""
