/** Whether a cell that is being edited has changes that could be lost. */
export type InlineEditState = {
  setDirty: (dirty: boolean) => void
  /** Whether the last click was outside the cell. */
  setClickedOutside: (outside: boolean) => void
  isDirty: () => boolean
  /** The changes are saved or discarded. */
  markClean: () => void
  /** Whether closing the editor now would lose changes. */
  wouldLoseChanges: () => boolean
}

export function inlineEditState(): InlineEditState {
  let isDirty = false
  let clickedOutside = false
  return {
    setDirty: (dirty) => {
      isDirty = dirty
    },
    setClickedOutside: (outside) => {
      clickedOutside = outside
    },
    isDirty: () => isDirty,
    markClean: () => {
      isDirty = false
    },
    wouldLoseChanges: () => isDirty && clickedOutside,
  }
}
