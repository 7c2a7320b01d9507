# What the scripts that start emulators share. The caller sets `name` and `scratch`.

venv=$PWD/.work/emulators/python
emulators=() # their process ids

install_python_emulators() {
  cmp -s test/deploy/requirements.txt "$venv/installed.txt" && return
  step "installs MiniStack and moto into $venv"
  rm -rf "$venv"
  mkdir -p "$(dirname "$venv")"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r test/deploy/requirements.txt
  cp test/deploy/requirements.txt "$venv/installed.txt"
}

free_port() {
  "$venv/bin/python" -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# From here on, every AWS SDK has dummy keys, and no profile, proxy or metadata of this machine.
isolate() {
  unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN "${!AWS_ENDPOINT_URL@}"
  unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy ALL_PROXY all_proxy
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
  export AWS_EC2_METADATA_DISABLED=true AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true
}

# Waits until the emulator that was just started responds at this URL.
wait_for() {
  local emulator=$!
  emulators+=("$emulator")
  for _ in $(seq 300); do
    kill -0 "$emulator" 2>/dev/null || fail "Cannot start the emulator: it ended"
    responds "$1" && return
    sleep 0.2
  done
  fail 'Cannot start the emulator: it was not ready within a minute'
}

# DynamoDB Local responds to a plain GET with 400.
responds() {
  node -e 'fetch(process.argv[1]).then(({ status }) => process.exit(status < 500 ? 0 : 1), () => process.exit(1))' "$1"
}

run_tests() {
  local config=$1
  shift
  node --experimental-vm-modules --no-warnings node_modules/jest/bin/jest.js --config "$config" \
    --runInBand "$@"
}

step() { echo "$name: $* ($SECONDS s)"; }

fail() {
  echo "$*" >&2
  exit 1
}

# Copies the logs after a failure, stops what was started here, and removes the scratch folder.
stop() {
  local code=$? emulator log
  trap - EXIT INT TERM
  for emulator in ${emulators[@]+"${emulators[@]}"}; do end "$emulator"; done
  if [ "$code" -ne 0 ]; then
    mkdir -p .work
    for log in "$scratch"/*.log; do
      [ -f "$log" ] && cp "$log" .work/ && echo "See .work/$(basename "$log")" >&2
    done
  fi
  rm -rf "$scratch"
  exit "$code"
}

end() {
  kill -TERM "$1" 2>/dev/null || true
  for _ in $(seq 50); do kill -0 "$1" 2>/dev/null && sleep 0.1; done
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
