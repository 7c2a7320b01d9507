import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'

import { useApiKeys } from '../api/api-keys.ts'
import type { ApiKeyView } from '../api/views.ts'
import { Empty } from '../shared/empty.tsx'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { RefreshButton } from '../shared/refresh-button.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { useText } from '../text/use-text.ts'
import { columnsOf, narrowColumn } from './columns.tsx'
import { CreateApiKey } from './create-api-key.tsx'
import { RevokeApiKey } from './revoke-api-key.tsx'

/** All API keys, and the dialogs that create and revoke one. */
export function ApiKeysTable() {
  const text = useText()
  const list = useApiKeys()
  const isNarrow = useIsNarrow()
  const [isCreating, setIsCreating] = useState(false)
  const [revoking, setRevoking] = useState<ApiKeyView>()
  const create = () => setIsCreating(true)
  return (
    <>
      <Table
        variant="full-page"
        stickyHeader
        wrapLines
        columnDefinitions={
          isNarrow ? [narrowColumn(text, setRevoking)] : columnsOf(text, setRevoking)
        }
        items={list.data ?? []}
        trackBy="id"
        loading={list.isPending}
        loadingText={text.common.loading}
        ariaLabels={{ tableLabel: text.apiKeys.title }}
        header={<TableHeader list={list} create={create} />}
        empty={
          list.isError ? (
            <ErrorAlert error={list.error} tryAgain={() => void list.refetch()} />
          ) : (
            <Empty title={text.apiKeys.empty} explained={text.apiKeys.emptyExplained}>
              <Button onClick={create}>{text.apiKeys.create}</Button>
            </Empty>
          )
        }
      />
      {isCreating && <CreateApiKey onClose={() => setIsCreating(false)} />}
      {revoking && <RevokeApiKey apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  )
}

type TableHeaderProps = { list: ReturnType<typeof useApiKeys>; create: () => void }

function TableHeader({ list, create }: TableHeaderProps) {
  const { apiKeys } = useText()
  return (
    <Header
      variant="awsui-h1-sticky"
      counter={list.data && `(${list.data.length})`}
      description={apiKeys.description}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <RefreshButton list={list} />
          <Button variant="primary" onClick={create}>
            {apiKeys.create}
          </Button>
        </SpaceBetween>
      }
    >
      {apiKeys.title}
    </Header>
  )
}
