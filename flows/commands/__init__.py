"""The subcommands, one file each: ``HELP`` (a sentence, then examples), ``add_arguments`` and ``run``."""
