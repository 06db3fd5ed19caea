#!/usr/bin/python3
"""The process behind `hold` and `hand-over`: its name is that of the link by which it was called.

NAME open FILE           opens FILE, prints "PID", and sleeps
NAME send FILE RECEIVER  opens FILE, starts RECEIVER, hands it the file, closes its own, and sleeps
NAME receive SOCKET      takes a file from SOCKET, prints "SENDER PID", and sleeps
"""
import os
import signal
import socket
import sys


def opened(path):
    try:
        return os.open(path, os.O_RDWR)
    except OSError:
        return os.open(path, os.O_RDONLY)


def say(*pids):
    print(*pids, flush=True)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


verb, argument = sys.argv[1:3]
if verb == "open":
    kept = opened(argument)
    say(os.getpid())
elif verb == "send":
    sent = opened(argument)
    ours, theirs = socket.socketpair()
    theirs.set_inheritable(True)
    if os.fork() == 0:
        os.close(sent)
        os.execv(sys.argv[3], [sys.argv[3], "receive", str(theirs.fileno())])
    socket.send_fds(ours, [b"\n"], [sent])
    theirs.close()
    os.close(sent)
    ours.recv(1)
    say(os.getpid(), int(ours.recv(20)))
elif verb == "receive":
    theirs = socket.socket(fileno=int(argument))
    _, kept, _, _ = socket.recv_fds(theirs, 1, 1)
    theirs.send(b"\n")
    theirs.send(b"%d" % os.getpid())
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
while True:
    signal.pause()
