"""Two people who press their buttons at the same moment."""

from threading import Barrier, Thread

from django.db import connection


def at_once(*acts):
    """Run the acts in threads that start together; return what each of them raised."""
    start, raised = Barrier(len(acts)), []

    def run(act):
        try:
            start.wait()
            act()
        except Exception as error:  # noqa: BLE001 -- told to the test
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
