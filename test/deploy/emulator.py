"""MiniStack with IAM enforced (AUTH=true), and what is in the way of the stack mended."""

import json

from ministack import app
from ministack.core import iam_actions
from ministack.services.cloudformation import provisioners

# Every request counts as one over TLS: the policies of buckets and queues refuse plain HTTP, and
# under TLS of its own the emulator cannot read its own keys, so that no token is good.
pin = app.pin_request_origin
app.pin_request_origin = lambda address, _is_secure: pin(address, True)

# AWS has no permission of that name: who may send a message may send several.
name_of = iam_actions.extract_iam_action
iam_actions.extract_iam_action = lambda *request: (
    "sqs:SendMessage" if (name := name_of(*request)) == "sqs:SendMessageBatch" else name
)

# AWS lets a policy ask what a secret was sealed for, and the emulator does not tell the policy.
tags_of = iam_actions.request_tag_context


def context_of(service, action, body, params):
    context = tags_of(service, action, body, params)
    if service != "kms":
        return context
    sealed_for = json.loads(body or b"{}").get("EncryptionContext", {})
    return context | {f"kms:EncryptionContext:{name}": it for name, it in sealed_for.items()}


iam_actions.request_tag_context = context_of

# What the API of API Gateway calls `allowOrigins` is `AllowOrigins` in a template, and the emulator
# looks for the first alone: no page would be let in.
apis = provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::Api"]
create_api = apis["create"]


def create_api_with_cors(logical_id, props, stack):
    cors = props.get("CorsConfiguration") or {}
    named = {name[0].lower() + name[1:]: it for name, it in cors.items()}
    return create_api(logical_id, {**props, "CorsConfiguration": named}, stack)


apis["create"] = create_api_with_cors

# How managed login looks: the emulator has a form of its own, and no such resource.
provisioners._RESOURCE_HANDLERS["AWS::Cognito::ManagedLoginBranding"] = {
    "create": lambda logical_id, _props, stack: (f"{stack}-{logical_id}", {}),
    "delete": lambda *_: None,
}

app.main()
