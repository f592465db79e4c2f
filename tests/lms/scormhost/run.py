"""Starts scormhost on 127.0.0.1:PORT with its data in the working directory."""

import sys

import uvicorn
from scormhost import create_scorm_app

app = create_scorm_app(data_dir="./data", secret_key="x" * 40)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
