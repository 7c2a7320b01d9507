import type { After } from './delay-queue.ts'

/** A message that the process hands on to itself; `text` is its body if it has to be stored. */
export type Handed = { group: string; message: object; text: () => string }

type HandedOptions = {
  /** Whether the process has more work than it can do. */
  isBusy: () => boolean
  now: () => Date
  after: After
}

/** At most this many messages of a group wait in memory. */
const maxWaiting = 64

/** Nothing of a group ended for this long: its receiver is what it waits for. */
const stillMs = 200

/**
 * Messages in memory, from when they are handed on until they ended. When the process is busy,
 * senders to a group wait until it has room. When the group waits for its receiver there is no room:
 * its messages are stored, and their senders do not wait.
 */
export function handedOn({ isBusy, now, after }: HandedOptions) {
  const messages = new Map<string, Handed>()
  const groups = new Map<string, Group>()

  const groupOf = (name: string): Group => {
    const known = groups.get(name)
    if (known !== undefined) return known
    const group = {
      waiting: 0,
      running: 0,
      endedAt: now().getTime(),
      senders: new Set<() => void>(),
    }
    groups.set(name, group)
    return group
  }
  const isWorthWaiting = ({ endedAt }: Group) => isBusy() && now().getTime() - endedAt <= stillMs

  return {
    get: (id: string): Handed | undefined => messages.get(id),

    /** Resolves with whether there is room in memory. */
    hasRoom: async (name: string): Promise<boolean> => {
      const group = groupOf(name)
      while (group.waiting >= maxWaiting) {
        if (!isWorthWaiting(group)) return false
        await nextBegin(group, after)
      }
      return true
    },

    add: (id: string, handed: Handed): void => {
      messages.set(id, handed)
      groupOf(handed.group).waiting += 1
    },

    begin: ({ group: name }: Handed): void => {
      const group = groupOf(name)
      group.waiting -= 1
      group.running += 1
      const [first] = group.senders
      first?.()
    },

    end: (id: string, { group: name }: Handed): void => {
      messages.delete(id)
      const group = groupOf(name)
      group.running -= 1
      group.endedAt = now().getTime()
      if (group.waiting + group.running + group.senders.size === 0) groups.delete(name)
    },
  }
}

type Group = { waiting: number; running: number; endedAt: number; senders: Set<() => void> }

/** Resolves when a message of the group begins, or when it may stand still. */
function nextBegin(group: Group, after: After): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      cancel()
      group.senders.delete(wake)
      resolve()
    }
    const cancel = after(stillMs, wake)
    group.senders.add(wake)
  })
}
