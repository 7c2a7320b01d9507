/** The same object, with the getters of another one added. */
export function withGetters<State extends object, View extends object>(
  state: State,
  view: View,
): State & View {
  Object.defineProperties(state, Object.getOwnPropertyDescriptors(view))
  return state as State & View
}
