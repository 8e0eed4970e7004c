"""Runs Python programs in forked children, so that the SDK is imported once; programs run side by side.

Reads one JSON object per line: {"id", "file", "arguments", "folder", "environment", "output"}; writes "id code" once a program
has ended. The program's stdout goes to `output`.stdout, its stderr to `output`.stderr.
"""
import asyncio
import atexit
import http.server
import json
import os
import runpy
import selectors
import signal
import sys
import threading
import traceback

import openai
import tenacity  # noqa: F401
import tqdm  # noqa: F401

ANSWERS = {
    "/responses": {"object": "response", "output": [{"type": "message", "content": [{"type": "output_text", "text": "", "annotations": []}]}]},
    "/chat/completions": {"object": "chat.completion", "choices": [{"index": 0, "message": {"role": "assistant", "content": ""}}]},
}


class Answering(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        body = json.dumps(ANSWERS[self.path]).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def warm_up():
    """Loads what the SDK loads late and builds what it builds at the first answer: most of what a short program would do."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Answering)
    child = os.fork()
    if child == 0:
        server.serve_forever()
    try:
        options = {"api_key": "unused", "base_url": f"http://127.0.0.1:{server.server_address[1]}"}
        with openai.OpenAI(**options) as client:
            client.responses.create(model="", input="")
            client.chat.completions.create(model="", messages=[])
            client.beta, client.embeddings, client.moderations, client.files, client.batches

        async def asynchronously():
            async with openai.AsyncOpenAI(**options) as client:
                await client.responses.create(model="", input="")
                client.chat.completions, client.beta, client.embeddings, client.moderations, client.files, client.batches

        asyncio.run(asynchronously())
    finally:
        server.server_close()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def run(job):
    """Does what `python FILE` does, in an interpreter that has imported the SDK already."""
    for stream, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(f"{job['output']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(job["folder"])
    os.environ.update(job["environment"])
    sys.argv = [job["file"], *job["arguments"]]
    sys.path[0] = job["folder"]
    try:
        runpy.run_path(job["file"], run_name="__main__")
        return 0
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()


def start(job):
    child = os.fork()
    if child:
        return child
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os._exit(run(job))


def serve():
    ids = {}
    woken, wake = os.pipe()
    for end in (woken, wake):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    selector = selectors.DefaultSelector()
    selector.register(0, selectors.EVENT_READ)
    selector.register(woken, selectors.EVENT_READ)
    text = b""
    while True:
        for key, _ in selector.select():
            read = os.read(key.fd, 65536)
            if key.fd == woken:
                continue
            if not read:
                return
            *lines, text = (text + read).split(b"\n")
            for line in lines:
                job = json.loads(line)
                ids[start(job)] = job["id"]
        while ids:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                break
            print(ids.pop(child), os.waitstatus_to_exitcode(status), flush=True)


warm_up()
serve()
