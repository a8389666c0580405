"""A worker of gunicorn that leaves no thread to a client that is slow.

gunicorn's threads read requests and send answers themselves: as many clients as there are threads,
each of which sends half a header or reads nothing, shut out everybody else. Here the loop that
accepts connections also reads whole requests and sends what is left of answers, for thousands of
clients at a time. A thread is busy only while the application works.
"""
