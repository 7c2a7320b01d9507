import http, { type ClientRequest } from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'

/** Idle connections are closed after this time; each host keeps at most this many. */
const idleMs = 30_000
const maxIdlePerHost = 32

/** Happy Eyeballs (RFC 8305): try the name's next address after this many milliseconds. */
const once = { autoSelectFamilyAttemptTimeout: 1000 }

export type Agents = { https: https.Agent; http: http.Agent }

/** Agents that reuse connections. All that share `idle` keep at most as many open in between. */
export function connectionPool(tls: https.AgentOptions, idle: IdleConnections): Agents {
  const reuse = { ...once, keepAlive: true, timeout: idleMs, maxFreeSockets: maxIdlePerHost }
  const pool = { https: new https.Agent({ ...reuse, ...tls }), http: new http.Agent(reuse) }
  watchIdle(pool.https, idle)
  watchIdle(pool.http, idle)
  return pool
}

/** Agents whose connections carry one request. */
export function newConnections(tls: https.AgentOptions): Agents {
  return { https: new https.Agent({ ...once, ...tls }), http: new http.Agent(once) }
}

type IdleConnections = ReturnType<typeof idleConnections>

function watchIdle(agent: http.Agent, idle: IdleConnections): void {
  // It returns a boolean, although its type is void.
  const keepSocketAlive: (socket: Duplex) => unknown = agent.keepSocketAlive.bind(agent)
  const reuseSocket = agent.reuseSocket.bind(agent)
  agent.keepSocketAlive = (socket: Duplex) => {
    return keepSocketAlive(socket) !== false && idle.add(socket)
  }
  agent.reuseSocket = (socket: Duplex, request: ClientRequest) => {
    idle.remove(socket)
    reuseSocket(socket, request)
  }
}

/**
 * The idle connections of all hosts. One that receives something is closed: it would be read for as
 * long as it is sent, and no request asked for it.
 */
export function idleConnections(max: number) {
  const sockets = new Set<Duplex>()
  function remove(socket: Duplex): void {
    sockets.delete(socket)
    socket.off('data', destroy).off('close', forget)
  }
  function destroy(this: Duplex): void {
    this.destroy()
  }
  function forget(this: Duplex): void {
    remove(this)
  }
  const add = (socket: Duplex): boolean => {
    if (sockets.size >= max) return false
    sockets.add(socket)
    socket.on('data', destroy).on('close', forget)
    return true
  }
  return { add, remove }
}
