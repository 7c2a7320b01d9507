"""MiniStack with IAM enforced (AUTH=true), and its two faults that are in the way then mended."""

from ministack import app
from ministack.core import iam_actions

# Every request counts as one over TLS: the policies of buckets and queues refuse plain HTTP, and
# under TLS of its own the emulator cannot read its own keys, so that no token is good.
pin = app.pin_request_origin
app.pin_request_origin = lambda address, _is_secure: pin(address, True)

# AWS has no permission of that name: who may send a message may send several.
name_of = iam_actions.extract_iam_action
iam_actions.extract_iam_action = lambda *request: (
    "sqs:SendMessage" if (name := name_of(*request)) == "sqs:SendMessageBatch" else name
)

app.main()
