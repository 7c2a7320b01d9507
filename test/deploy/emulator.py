"""MiniStack with IAM enforced (AUTH=true), and what is in the way of the stack mended."""

import json
import threading

from ministack import app
from ministack.core import iam_actions
from ministack.services import dynamodb
from ministack.services.cloudformation import provisioners

# Treats every request as one over TLS: the policies of buckets and queues reject plain HTTP, and
# with TLS enabled the emulator cannot fetch its own signing keys, so it would reject every token.
pin = app.pin_request_origin
app.pin_request_origin = lambda address, _is_secure: pin(address, True)

# AWS has no separate permission for batches: sqs:SendMessage covers them.
name_of = iam_actions.extract_iam_action
iam_actions.extract_iam_action = lambda *request: (
    "sqs:SendMessage" if (name := name_of(*request)) == "sqs:SendMessageBatch" else name
)

# AWS evaluates the encryption context in policies; the emulator does not pass it to them.
tags_of = iam_actions.request_tag_context


def context_of(service, action, body, params):
    context = tags_of(service, action, body, params)
    if service != "kms":
        return context
    sealed_for = json.loads(body or b"{}").get("EncryptionContext", {})
    return context | {f"kms:EncryptionContext:{name}": it for name, it in sealed_for.items()}


iam_actions.request_tag_context = context_of

# API Gateway's API calls `allowOrigins` what a template calls `AllowOrigins`. The emulator reads
# only the former, so it would reject every page. Its own address of an API ends in a number, and so is
# no URL: functions get the name that AWS gives.
apis = provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::Api"]
create_api = apis["create"]


def create_named_api(logical_id, props, stack):
    cors = props.get("CorsConfiguration") or {}
    named = {name[0].lower() + name[1:]: it for name, it in cors.items()}
    api_id, outputs = create_api(logical_id, {**props, "CorsConfiguration": named}, stack)
    endpoint = f"https://{api_id}.execute-api.us-east-1.amazonaws.com"
    return api_id, {**outputs, "ApiEndpoint": endpoint}


apis["create"] = create_named_api

# The branding of managed login: the emulator has its own form and lacks this resource.
provisioners._RESOURCE_HANDLERS["AWS::Cognito::ManagedLoginBranding"] = {
    "create": lambda logical_id, _props, stack: (f"{stack}-{logical_id}", {}),
    "delete": lambda *_: None,
}

# Alarms over several metrics and groups of alarms: the emulator lacks both and raises no alarm anyway.
nothing = {
    "create": lambda logical_id, _props, stack: (
        name := f"{stack}-{logical_id}",
        {"Arn": f"arn:aws:cloudwatch:us-east-1:000000000000:alarm:{name}"},
    ),
    "delete": lambda *_: None,
}
provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::CompositeAlarm"] = nothing
alarms = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]
create_alarm = alarms["create"]
alarms["create"] = lambda logical_id, props, stack: (
    nothing if "Metrics" in props else {"create": create_alarm}
)["create"](logical_id, props, stack)

# TTL deletes rows within a minute here. On AWS, the stream says so, with the service as who did it.
remove_item = dynamodb._remove_item
build_record = dynamodb._build_change_record


def is_ttl():
    return threading.current_thread().name == "dynamodb-ttl-reaper"


def remove_with_record(table, *key):
    old = remove_item(table, *key)
    if is_ttl() and old is not None:
        dynamodb._emit_stream_event(table["TableName"], "REMOVE", old, None)
    return old


def record_with_identity(*given):
    service = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
    return build_record(*given) | ({"userIdentity": service} if is_ttl() else {})


dynamodb._remove_item = remove_with_record
dynamodb._build_change_record = record_with_identity

app.main()
