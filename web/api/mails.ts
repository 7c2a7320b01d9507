import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import { queryOf } from './query.ts'
import type { MailSettingsView, SuppressedAddressView } from './views.ts'

const pageSize = 50

/** The mails, newest first, page by page. */
export function useMails() {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['mails', 'list'],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = queryOf<'/mails'>({ limit: pageSize, cursor })
      return dataOf(api.GET('/mails', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
  })
}

/** One mail with its body. */
export function useMail(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['mails', 'one', id],
    queryFn: ({ signal }) => dataOf(api.GET('/mails/{id}', { params: { path: { id } }, signal })),
  })
}

const settingsKey = ['mail-settings']

export function useMailSettings() {
  const api = useApi()
  return useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => dataOf(api.GET('/mail-settings', { signal })),
  })
}

export function useChangeMailSettings() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Partial<MailSettingsView>) => dataOf(api.PATCH('/mail-settings', { body })),
    onSuccess: (settings) => queries.setQueryData(settingsKey, settings),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}

/** All addresses that get no mail. */
export function useSuppressedAddresses() {
  const api = useApi()
  return useQuery({
    queryKey: ['suppressed-addresses'],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/suppressed-addresses', { signal }))).items,
  })
}

export function useUnsuppress() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ id }: Pick<SuppressedAddressView, 'id'>) => {
      await dataOf(api.DELETE('/suppressed-addresses/{id}', { params: { path: { id } } }))
    },
    onSettled: async () => {
      await Promise.all(
        ['suppressed-addresses', 'audit'].map((kind) =>
          queries.invalidateQueries({ queryKey: [kind] }),
        ),
      )
    },
  })
}
