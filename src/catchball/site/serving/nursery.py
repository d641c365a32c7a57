"""What the server loads that forks a process for each job (`apart.py`): Django, once for all.

Importing this module sets Django up, because that is how multiprocessing loads it.
"""

import importlib
import signal

from catchball.site.serving.opening import set_up_django

# The worker's whole group is told to stop at once; jobs under way end when the worker says so.
signal.signal(signal.SIGTERM, signal.SIG_IGN)
set_up_django()
importlib.import_module("catchball.site.jobs")
