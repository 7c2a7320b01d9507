/** What is being typed in a cell, for whoever must not lose it. */
export type Typing = {
  /** The cell has been written otherwise, or is as it was. */
  is: (changed: boolean) => void
  /** The last click was elsewhere, or in the cell. */
  isLeft: (left: boolean) => void
  /** Whether something would be lost. */
  isDirty: () => boolean
  /** What is typed is not wanted. */
  settle: () => void
  /** Whether a click elsewhere would lose it. */
  wouldBeLost: () => boolean
}

export function typing(): Typing {
  let isChanged = false
  let wasLeft = false
  return {
    is: (changed) => {
      isChanged = changed
    },
    isLeft: (left) => {
      wasLeft = left
    },
    isDirty: () => isChanged,
    settle: () => {
      isChanged = false
    },
    wouldBeLost: () => isChanged && wasLeft,
  }
}
