"""Runs Python programs one after the other in forked children, so that the SDK is imported once.

Reads one JSON object per line: {"file", "folder", "base_url", "environment", "output"}; writes the exit code of each as one line.
The program's stdout goes to `output`.stdout, its stderr to `output`.stderr.
"""
import json
import os
import runpy
import sys
import traceback

import openai
import pandas  # noqa: F401
import tenacity  # noqa: F401
import tqdm  # noqa: F401

for client in (openai.OpenAI(api_key="unused"), openai.AsyncOpenAI(api_key="unused")):
    client.responses, client.chat.completions, client.beta, client.embeddings, client.moderations, client.files, client.batches


def run(job):
    for stream, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(f"{job['output']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    os.chdir(job["folder"])
    os.environ.update(job["environment"], OPENAI_BASE_URL=job["base_url"], OPENAI_API_KEY="sk-local")
    sys.argv = [job["file"]]
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
        sys.stdout.flush()
        sys.stderr.flush()


for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os._exit(run(json.loads(line)))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
