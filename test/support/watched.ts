/** One call of a port: its name, and its number among all calls, from 1. */
export type Call = { port: string; index: number; when: 'before' | 'after' }

type Hook = (call: Call) => void | Promise<void>

/** Actions around the calls of ports, and how many calls there were. */
type Hooks = {
  calls: number
  /** Runs an action around every call. */
  always: (hook: Hook) => void
  /** Runs an action once, before or after the next call of a port. */
  once: (when: Call['when'], port: string, action: () => void | Promise<void>) => void
  /** Kills the process before or after the call with this index. */
  crashAt: (index: number, when: Call['when']) => void
  run: Hook
}

/** Thrown by a call where the process is killed. */
export class Crash extends Error {}

export function hooks(): Hooks {
  const all: Hook[] = []
  const matches = (call: Call, wanted: Partial<Call>) =>
    Object.entries(wanted).every(([name, value]) => call[name as keyof Call] === value)
  const onceWhen = (wanted: Partial<Call>, action: () => void | Promise<void>) => {
    const hook: Hook = (call) => {
      if (!matches(call, wanted)) return
      all.splice(all.indexOf(hook), 1)
      return action()
    }
    all.push(hook)
  }
  return {
    calls: 0,
    always: (hook) => void all.push(hook),
    once: (when, port, action) => {
      onceWhen({ when, port }, action)
    },
    crashAt: (index, when) => {
      onceWhen({ when, index }, () => {
        throw new Crash(`Killed ${when} call ${index}`)
      })
    },
    run: (call) => {
      const [now, ...later] = [...all].map((hook) => hook(call)).filter((ran) => ran !== undefined)
      return later.length === 0 ? now : Promise.all([now, ...later]).then(() => undefined)
    },
  }
}

/** The clock and the random numbers cannot fail. */
const unwatched = ['now', 'wallClock', 'random', 'hasTime']

/** They return no promise, so a process can be killed only before them. */
const immediate = ['log', 'findAllWaiting']

/** The same ports, with the hooks around every call. */
export function watched<Ports extends object>(ports: Ports, watch: Hooks): Ports {
  return new Proxy(ports, {
    get(target, name) {
      const port: unknown = Reflect.get(target, name)
      if (typeof port !== 'function' || unwatched.includes(String(name))) return port
      return (...args: unknown[]) =>
        around(String(name), () => Reflect.apply(port, target, args) as unknown, watch)
    },
  })
}

function around(port: string, call: () => unknown, watch: Hooks): unknown {
  watch.calls += 1
  const index = watch.calls
  if (!immediate.includes(port)) return aroundPromise({ port, index }, call, watch)

  void watch.run({ port, index, when: 'before' })
  return call()
}

async function aroundPromise(
  { port, index }: Omit<Call, 'when'>,
  call: () => unknown,
  watch: Hooks,
): Promise<unknown> {
  await watch.run({ port, index, when: 'before' })
  const response = await call()
  await watch.run({ port, index, when: 'after' })
  return response
}
