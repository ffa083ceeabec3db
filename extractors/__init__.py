"""Text to records: reading, cleaning, parsing, resolving actors and dates, coding actions."""

import os

# One sentence's matrices are too small for threads, and idle BLAS threads spin: worker processes are the unit of parallelism.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
