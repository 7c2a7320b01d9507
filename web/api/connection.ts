import { type Store, store } from '../shared/store.ts'

/** Whether the last call brought an answer, whatever it was. */
export const connection: Store<'there' | 'lost'> = store<'there' | 'lost'>('there')
