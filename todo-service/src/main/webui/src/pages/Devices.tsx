import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotifications } from '../components/Notifications'
import { Confirm, Page } from '../components/ui'
import { moment } from '../lib/dates'
import { eventText, isWorrying } from '../lib/events'
import { inWords } from '../lib/problem'
import { useSession } from '../lib/session'
import type { Device } from '../lib/wire'

const DEVICES = ['devices']

export function Devices() {
  const { isPending } = useDevices()
  return (
    <Page title="Devices and activity">
      <h1>Devices and activity</h1>
      <DeviceList />
      {/* There when it is known how far down. */}
      <div hidden={isPending}>
        <Activity />
      </div>
    </Page>
  )
}

function useDevices() {
  const { api } = useSession()
  return useQuery({ queryKey: DEVICES, queryFn: () => api.devices() })
}

function DeviceList() {
  const { api } = useSession()
  const client = useQueryClient()
  const { notify } = useNotifications()
  const [asking, setAsking] = useState(false)
  const devices = useDevices()
  const refresh = () => client.invalidateQueries({ queryKey: DEVICES })
  const end = useMutation({
    mutationFn: (device: Device) => api.endDevice(device.id),
    onSuccess: (_, device) => notify(`Logged out: ${nameOf(device)}.`),
    onError: error => notify(inWords(error)),
    onSettled: refresh,
  })
  const endOthers = useMutation({
    mutationFn: () => api.endOtherDevices(),
    onSuccess: () => notify('Only this device is logged in now.'),
    onError: error => notify(inWords(error)),
    onSettled: refresh,
  })
  const others = devices.data?.filter(device => !device.current) ?? []

  return (
    <section className="card" aria-labelledby="devices">
      <h2 id="devices">Where you are logged in</h2>
      {devices.isError && !devices.data ? (
        <Trouble error={devices.error} onRetry={() => void devices.refetch()} />
      ) : (
        <ul className="rows" aria-busy={devices.isPending}>
          {devices.isPending && <li className="ghost" data-width="45" />}
          {devices.data?.map(device => (
            <li key={device.id}>
              <div>
                <strong>{nameOf(device)}</strong> {device.current && <span className="badge">This device</span>}
                <p className="soft small">
                  {device.address} · last used {moment(device.lastUsedAt)} · since {moment(device.createdAt)}
                </p>
              </div>
              {!device.current && (
                <button
                  type="button"
                  aria-label={`Log out ${nameOf(device)}`}
                  aria-disabled={end.isPending}
                  onClick={() => end.isPending || end.mutate(device)}
                >
                  Log out
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <div className="buttons">
          <button type="button" className="danger-quiet" onClick={() => setAsking(true)}>
            Log out all other devices
          </button>
        </div>
      )}
      {asking && (
        <Confirm
          title="Log out all other devices?"
          yes="Log them out"
          onYes={() => {
            setAsking(false)
            endOthers.mutate()
          }}
          onNo={() => setAsking(false)}
        >
          <p>This one stays. On the others, the password is asked for again.</p>
        </Confirm>
      )}
    </section>
  )
}

function Activity() {
  const { api } = useSession()
  const events = useInfiniteQuery({
    queryKey: ['events'],
    queryFn: ({ pageParam, signal }) => api.events(pageParam, signal),
    initialPageParam: 'limit=20',
    getNextPageParam: page => page.next,
  })
  const all = events.data?.pages.flatMap(page => page.items) ?? []
  return (
    <section className="card" aria-labelledby="activity">
      <h2 id="activity">Recent activity</h2>
      {events.isError && !events.data ? (
        <Trouble error={events.error} onRetry={() => void events.refetch()} />
      ) : (
        <ol className="rows" aria-busy={events.isPending}>
          {events.isPending && <li className="ghost" data-width="60" />}
          {all.map(event => (
            <li key={event.id}>
              <div>
                <strong className={isWorrying(event.type) ? 'worrying' : undefined}>{eventText(event.type)}</strong>
                <p className="soft small">
                  {[moment(event.at), event.device ?? event.userAgent, event.address].filter(Boolean).join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      {events.data && all.length === 0 && <p className="soft">Nothing has happened yet.</p>}
      {events.hasNextPage && (
        <div className="buttons">
          <button
            type="button"
            aria-disabled={events.isFetchingNextPage}
            onClick={() => events.isFetchingNextPage || void events.fetchNextPage()}
          >
            Show more
          </button>
        </div>
      )}
    </section>
  )
}

function Trouble({ error, onRetry }: { error: unknown; onRetry(): void }) {
  return (
    <div role="alert">
      <p>{inWords(error)}</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  )
}

function nameOf(device: Device): string {
  return device.device ?? device.userAgent ?? 'Unknown device'
}
