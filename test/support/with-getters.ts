/** The same object, which has the getters of another one too. */
export function withGetters<State extends object, View extends object>(
  state: State,
  view: View,
): State & View {
  Object.defineProperties(state, Object.getOwnPropertyDescriptors(view))
  return state as State & View
}
