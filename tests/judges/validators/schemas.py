# Reads [schema, documents] and says of each document what is wrong with it, or null.
import json
import sys

from jsonschema import Draft202012Validator

schema, documents = json.load(sys.stdin)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
faults = [next(validator.iter_errors(document), None) for document in documents]
json.dump([fault and f"{fault.json_path}: {fault.message}" for fault in faults], sys.stdout)
