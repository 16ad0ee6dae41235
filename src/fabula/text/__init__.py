"""From a Document's text to tokens, sentences, chapters and quotation spans."""
