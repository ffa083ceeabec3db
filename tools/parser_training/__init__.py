"""The modules behind ``tools/train_parser.py``: from treebanks to the bundled pipeline and its card."""
