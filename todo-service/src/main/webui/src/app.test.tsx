import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { App } from './app'
import { clearOnUserChange, SessionContext } from './lib/session'
import { ok, problem } from './test/fakes'
import { ADA, FakeServices } from './test/service'
import { todo } from './test/todos'

vi.setConfig({ testTimeout: 90_000 })

const clients: QueryClient[] = []

function open(services: FakeServices, path = '/') {
  window.history.replaceState(null, '', path)
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } })
  clients.push(client)
  clearOnUserChange(services.auth, client)
  services.auth.start()
  render(
    <QueryClientProvider client={client}>
      <SessionContext value={{ auth: services.auth, api: services.api }}>
        <App />
      </SessionContext>
    </QueryClientProvider>,
  )
  return userEvent.setup()
}

async function withList(...titles: string[]) {
  const services = new FakeServices(titles.map((title, index) => todo({ id: `id-${index}`, title, order: index * 10 })))
  const user = open(services)
  if (titles[0]) {
    await screen.findByRole('checkbox', { name: titles[0] })
  }
  return { services, user }
}

function listed(): (string | null)[] {
  return screen.queryAllByRole('checkbox').map(box => box.getAttribute('aria-label'))
}

async function accessible(): Promise<void> {
  // Colours are looked at in a real browser; jsdom has none.
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

afterEach(() => {
  clients.splice(0).forEach(client => client.clear())
})

describe('logging in', () => {
  it('leads to where one wanted to go', async () => {
    const services = new FakeServices([todo({ title: 'Milk', completed: true })], false)
    const user = open(services, '/?show=completed')
    await screen.findByRole('heading', { name: 'Log in' })
    await accessible()
    await user.type(screen.getByLabelText('E-mail address'), 'ada@example.com')
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('The address or the password is wrong.')
    await user.clear(screen.getByLabelText('Password'))
    await user.type(screen.getByLabelText('Password'), 'right{Enter}')
    expect(await screen.findByRole('checkbox', { name: 'Milk' })).toBeInTheDocument()
    expect(window.location.search).toBe('?show=completed')
  })

  it('never leads to another site', async () => {
    const services = new FakeServices()
    open(services, '/login?next=//evil.example/x')
    await screen.findByRole('heading', { name: 'To-dos' })
    expect(window.location.pathname).toBe('/')
  })

  it('takes a second step where the account has one', async () => {
    const services = new FakeServices([], false)
    const { network } = services
    network.on('POST /auth/login', () => ok({ second_factor_token: 'sft', expires_in: 300 }, {}, 202))
    network.on('POST /auth/login/second-factor', ({ body }) =>
      (body as { code: string }).code === '123456'
        ? ok({ access_token: 't', token_type: 'Bearer', expires_in: 300, user: ADA })
        : problem(401, 'invalid_code'),
    )
    const user = open(services, '/login')
    await user.type(await screen.findByLabelText('E-mail address'), 'ada@example.com')
    await user.type(screen.getByLabelText('Password'), 'right{Enter}')
    await user.type(await screen.findByLabelText('Code'), '000 000{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('That code is not right.')
    await accessible()
    await user.clear(screen.getByLabelText('Code'))
    await user.type(screen.getByLabelText('Code'), '123 456{Enter}')
    expect(await screen.findByRole('heading', { name: 'To-dos' })).toBeInTheDocument()
    expect(network.to('POST /auth/login/second-factor')[0]!.body).toEqual({ token: 'sft', code: '000000' })
  })

  it('starts over where the second step took too long', async () => {
    const services = new FakeServices([], false)
    services.network.on('POST /auth/login', () => ok({ second_factor_token: 'sft', expires_in: 300 }, {}, 202))
    services.network.on('POST /auth/login/second-factor', () => problem(401, 'invalid_second_factor_token'))
    const user = open(services, '/login')
    await user.type(await screen.findByLabelText('E-mail address'), 'ada@example.com')
    await user.type(screen.getByLabelText('Password'), 'right{Enter}')
    await user.type(await screen.findByLabelText('Code'), '000000{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('Log in again.')
    expect(screen.getByLabelText('E-mail address')).toHaveValue('ada@example.com')
  })

  it('is not asked for while the server does not answer', async () => {
    const services = new FakeServices()
    services.network.on('POST /auth/refresh', () => 'no network')
    open(services)
    expect(await screen.findByText(/You are not logged out/)).toBeInTheDocument()
    expect(screen.queryByLabelText('Password')).not.toBeInTheDocument()
    await accessible()
  })
})

describe('links from mails', () => {
  it('leave no token in the address', async () => {
    const services = new FakeServices([], false)
    services.network.on('POST /auth/email/verify', () => ok(null, {}, 204))
    const user = open(services, '/verify-email#token=secret')
    await user.click(await screen.findByRole('button', { name: 'Confirm' }))
    expect(await screen.findByText(/is confirmed/)).toBeInTheDocument()
    expect(services.network.to('POST /auth/email/verify')[0]!.body).toEqual({ token: 'secret' })
    expect(window.location.href).not.toContain('secret')
  })

  it('that were used say so', async () => {
    const services = new FakeServices([], false)
    services.network.on('POST /auth/password/reset', () => problem(400, 'invalid_token'))
    const user = open(services, '/reset-password#token=old')
    await user.type(await screen.findByLabelText('New password'), 'correct horse battery staple{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('This link has been used or has expired.')
    expect(screen.getByRole('link', { name: 'Ask for another' })).toHaveAttribute('href', '/forgot-password')
  })
})

describe('the list', () => {
  it('is added to by Enter, on top', async () => {
    const { services, user } = await withList('one', 'two')
    await accessible()
    await user.type(screen.getByLabelText('What is to be done?'), 'three{Enter}')
    expect(listed()).toEqual(['three', 'one', 'two'])
    await waitFor(() => expect(services.titles()).toEqual(['three', 'one', 'two']))
    expect(screen.getByLabelText('What is to be done?')).toHaveValue('')
    expect(screen.getByLabelText('What is to be done?')).toHaveFocus()
  })

  it('keeps what was typed through a reload', async () => {
    const { user } = await withList('one')
    await user.type(screen.getByLabelText('What is to be done?'), 'half a thou')
    expect(localStorage.getItem('tandem:a:draft:new')).toContain('half a thou')
  })

  it('is edited in place, and left as it was by Escape', async () => {
    const { services, user } = await withList('one')
    await user.click(screen.getByRole('button', { name: 'Edit one' }))
    await user.type(screen.getByLabelText('Title'), ' more{Escape}')
    expect(listed()).toEqual(['one'])
    await user.click(await screen.findByRole('button', { name: 'Edit one' }))
    await user.type(screen.getByLabelText('Title'), ' more{Enter}')
    expect(listed()).toEqual(['one more'])
    await waitFor(() => expect(services.titles()).toEqual(['one more']))
    expect(Object.keys(localStorage)).toEqual([])
  })

  it('shows text as text', async () => {
    const nasty = '<img src=x onerror=alert(1)>'
    const { user } = await withList('one')
    await user.type(screen.getByLabelText('What is to be done?'), `${nasty}{Enter}`)
    expect(screen.getByText(nasty)).toBeInTheDocument()
    expect(document.querySelector('img')).toBeNull()
  })

  it('is ticked off at once, and unticked where that is refused', async () => {
    const { services, user } = await withList('one')
    services.network.on('PATCH /api/todos/.*', () => problem(400, 'validation_failed'))
    await user.click(screen.getByRole('checkbox', { name: 'one' }))
    expect(await screen.findByText(/Taken back/)).toBeInTheDocument()
    expect(screen.getByRole('checkbox', { name: 'one' })).not.toBeChecked()
  })

  it('gives back what was deleted', async () => {
    const { services, user } = await withList('one', 'two')
    await user.click(screen.getByRole('button', { name: 'Delete one' }))
    expect(listed()).toEqual(['two'])
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(listed()).toEqual(['one', 'two'])
    expect(services.network.to('DELETE .*')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Delete one' }))
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    await waitFor(() => expect(services.titles()).toEqual(['two']))
  })

  it('is put in order by keys, and says so', async () => {
    const { services, user } = await withList('one', 'two', 'three')
    act(() => screen.getByRole('button', { name: 'Move one' }).focus())
    await user.keyboard('{Enter}')
    expect(screen.getByRole('log')).toHaveTextContent(/Picked up one, 1 of 3/)
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(listed()).toEqual(['two', 'three', 'one'])
    expect(screen.getByRole('button', { name: 'Move one' })).toHaveFocus()
    await accessible()
    await user.keyboard('{Enter}')
    expect(screen.getByRole('log')).toHaveTextContent('one is now 3 of 3')
    await waitFor(() => expect(services.titles()).toEqual(['two', 'three', 'one']))
    await user.keyboard('{Enter}{ArrowUp}{Escape}')
    expect(listed()).toEqual(['two', 'three', 'one'])
  })

  it('keeps hold of what is picked up while the server gives it its id', async () => {
    const { services, user } = await withList('one')
    let answer = () => {}
    services.network.on('POST /api/todos', async request => {
      await new Promise<void>(resolve => (answer = resolve))
      services.todos.push(todo({ ...(request.body as object) }))
      return ok(services.todos.at(-1), {}, 201)
    })
    await user.type(screen.getByLabelText('What is to be done?'), 'new{Enter}')
    act(() => screen.getByRole('button', { name: 'Move new' }).focus())
    await user.keyboard('{Enter}')
    answer()
    await waitFor(() => expect(JSON.stringify(localStorage)).not.toContain('create'))
    await user.keyboard('{ArrowDown}{Enter}')
    expect(screen.getByRole('log')).toHaveTextContent('new is now 2 of 2')
    expect(listed()).toEqual(['one', 'new'])
  })

  it('is put in order without dragging', async () => {
    const { services, user } = await withList('one', 'two')
    await user.click(screen.getByRole('button', { name: 'Move two' }))
    await user.click(screen.getByRole('button', { name: 'Move two up' }))
    await user.click(screen.getByRole('button', { name: 'Leave two here' }))
    await waitFor(() => expect(services.titles()).toEqual(['two', 'one']))
  })

  it('is filtered by the address', async () => {
    const { user } = await withList('one', 'two')
    await user.click(screen.getByRole('checkbox', { name: 'one' }))
    await user.click(screen.getByRole('button', { name: 'Completed' }))
    await waitFor(() => expect(listed()).toEqual(['one']))
    expect(window.location.search).toBe('?show=completed')
    await user.click(screen.getByRole('button', { name: 'All' }))
    await user.type(screen.getByLabelText('Search'), 'TWO')
    await waitFor(() => expect(window.location.search).toBe('?q=TWO'))
    await waitFor(() => expect(listed()).toEqual(['two']))
    await user.type(screen.getByLabelText('Search'), ' nothing')
    expect(await screen.findByText('Nothing matches.')).toBeInTheDocument()
    await accessible()
  })

  it('says what to do where it is empty', async () => {
    await withList()
    expect(await screen.findByText('A clear slate.')).toBeInTheDocument()
    await accessible()
  })

  it('keeps what can’t be sent, and sends it when it can', async () => {
    const { services, user } = await withList('one')
    let down = true
    const create = services.network
    create.on('POST /api/todos', async request => {
      if (down) {
        return 'no network'
      }
      services.todos.push(todo({ ...(request.body as object) }))
      return ok(services.todos.at(-1), {}, 201)
    })
    await user.type(screen.getByLabelText('What is to be done?'), 'offline{Enter}')
    expect(await screen.findByText(/One change is kept here/)).toBeInTheDocument()
    expect(listed()).toEqual(['offline', 'one'])
    await accessible()
    down = false
    await user.click(screen.getByRole('button', { name: 'Try now' }))
    await waitFor(() => expect(services.titles()).toContain('offline'))
    await waitFor(() => expect(screen.queryByText(/kept here/)).not.toBeInTheDocument())
    const keys = create.to('POST /api/todos').map(({ headers }) => headers.get('Idempotency-Key'))
    expect(new Set(keys).size).toBe(1)
  })

  it('shows both versions of what was changed elsewhere', async () => {
    const { services, user } = await withList('one')
    await user.click(screen.getByRole('button', { name: 'Edit one' }))
    services.change('id-0', { title: 'theirs' })
    await user.clear(screen.getByLabelText('Title'))
    await user.type(screen.getByLabelText('Title'), 'mine{Enter}')
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('Changed elsewhere')
    expect(within(alert).getByText('mine')).toBeInTheDocument()
    expect(within(alert).getByText('theirs')).toBeInTheDocument()
    await accessible()
    await user.click(within(alert).getByRole('button', { name: 'Keep mine' }))
    await waitFor(() => expect(services.titles()).toEqual(['mine']))
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
  })
})

describe('a session that ends', () => {
  it('leaves what was typed for when the same person is back, and for nobody else', async () => {
    const { services, user } = await withList('one')
    await user.type(screen.getByLabelText('What is to be done?'), 'half a thought')
    services.network.on('POST /auth/refresh', () => problem(401, 'invalid_refresh_token'))
    await act(() => services.auth.renew('t').catch(() => undefined))
    expect(await screen.findByText(/Your session has ended/)).toBeInTheDocument()
    expect({ ...localStorage }).toEqual({})
    await user.type(screen.getByLabelText('E-mail address'), 'ada@example.com')
    await user.type(screen.getByLabelText('Password'), 'right{Enter}')
    expect(await screen.findByLabelText('What is to be done?')).toHaveValue('half a thought')
    await act(() =>
      services.auth.enter(async () => ({
        access_token: 'b',
        token_type: 'Bearer',
        expires_in: 300,
        user: { ...ADA, id: 'b', displayName: 'Ben' },
      })),
    )
    await screen.findByRole('button', { name: 'Menu of Ben' })
    expect(screen.getByLabelText('What is to be done?')).toHaveValue('')
    expect(JSON.stringify({ ...localStorage })).not.toContain('half a thought')
  })
})

describe('a session that ended while the app was closed', () => {
  it('leaves nothing in the browser', async () => {
    localStorage.setItem(`tandem:${ADA.id}:draft:new`, '"half a thought"')
    localStorage.setItem(`tandem:${ADA.id}:outbox:1`, '{}')
    open(new FakeServices([], false))
    await screen.findByRole('heading', { name: 'Log in' })
    expect({ ...localStorage }).toEqual({})
  })
})

describe('logging out', () => {
  it('leaves nothing behind', async () => {
    const { user } = await withList('one')
    await user.type(screen.getByLabelText('What is to be done?'), 'a secret')
    expect(Object.values(localStorage).join()).toContain('a secret')
    await user.click(screen.getByRole('button', { name: /Menu of Ada/ }))
    await accessible()
    await user.click(screen.getByRole('button', { name: 'Log out' }))
    await screen.findByRole('heading', { name: 'Log in' })
    expect(screen.queryByText('one')).not.toBeInTheDocument()
    expect({ ...localStorage, ...sessionStorage }).toEqual({})
  })

  it('asks first where something is not saved yet', async () => {
    const { services, user } = await withList('one')
    services.network.on('POST /api/todos', () => 'no network')
    await user.type(screen.getByLabelText('What is to be done?'), 'unsaved{Enter}')
    await screen.findByText(/kept here/)
    await user.click(screen.getByRole('button', { name: /Menu of Ada/ }))
    await user.click(screen.getByRole('button', { name: 'Log out' }))
    expect(await screen.findByRole('dialog')).toHaveTextContent('One change has not been saved yet')
    await accessible()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(services.auth.state.is).toBe('in')
  })
})

describe('the account', () => {
  it('is accessible, and has two-step log-in with a QR code', async () => {
    const services = new FakeServices()
    services.network
      .on('GET /auth/totp', () => ok({ enabled: false, enabledAt: null, recoveryCodesLeft: 0 }))
      .on('POST /auth/totp', () => ok({ secret: 'ABCD', uri: 'otpauth://totp/Tandem:ada?secret=ABCD' }, {}, 201))
      .on('POST /auth/totp/confirm', () => ok({ recoveryCodes: ['code-1', 'code-2'] }))
    const user = open(services, '/account')
    await user.click(await screen.findByRole('button', { name: 'Turn on' }))
    await user.type(screen.getByLabelText('Your password'), 'right{Enter}')
    expect(await screen.findByRole('img', { name: /QR code/ })).toBeInTheDocument()
    await accessible()
    await user.type(screen.getByLabelText('Code'), '123456{Enter}')
    expect(await screen.findByText('code-1')).toBeInTheDocument()
  })

  it('asks for a code besides the password if logging in takes one', async () => {
    const services = new FakeServices()
    services.network
      .on('GET /auth/totp', () => ok({ enabled: true, enabledAt: '2026-11-20T12:00:00Z', recoveryCodesLeft: 9 }))
      .on('POST /auth/password', () => ok(null, {}, 204))
      .on('POST /auth/email', () => ok(null, {}, 202))
      .on('POST /auth/totp/recovery-codes', () => ok({ recoveryCodes: ['code-1'] }))
      .on('DELETE /auth/totp', () => problem(400, 'invalid_code', { errors: [{ field: 'code', message: 'is wrong' }] }))
      .on('DELETE /auth/me', () => problem(503, 'overloaded'))
    const user = open(services, '/account')
    const send = async (section: string, begin: string, end: string, password = 'Your password') => {
      const form = within(await screen.findByRole('region', { name: section }))
      await user.click(await form.findByRole('button', { name: begin }))
      await user.type(form.getByLabelText(password), 'right')
      await user.type(await form.findByLabelText('Code'), '123 456')
      await accessible()
      await user.click(form.getByRole('button', { name: end }))
      return form
    }
    await user.click(await screen.findByRole('button', { name: 'Change the address' }))
    await user.type(screen.getByLabelText('New e-mail address'), 'new@example.com')
    await user.click(screen.getAllByRole('button', { name: 'Cancel' })[0]!)
    await send('E-mail address', 'Change the address', 'Change address')
    await user.click(await screen.findByRole('button', { name: 'Change the password' }))
    await user.type(screen.getByLabelText('New password'), 'violet umbrella nine tigers')
    await user.click(screen.getAllByRole('button', { name: 'Cancel' })[0]!)
    await send('Password', 'Change the password', 'Change password', 'Current password')
    const off = await send('Two-step log-in', 'Turn off', 'Turn off')
    expect(await off.findByText('This is wrong.')).toBeInTheDocument()
    await user.click(off.getByRole('button', { name: 'Cancel' }))
    await send('Delete the account', 'Delete my account', 'Delete everything')

    const body = async (route: string) => {
      await waitFor(() => expect(services.network.to(route)).toHaveLength(1))
      return services.network.to(route)[0]!.body
    }
    const proof = { password: 'right', code: '123 456' }
    expect(await body('POST /auth/email')).toEqual({ newEmail: 'new@example.com', ...proof })
    expect(await body('POST /auth/password')).toEqual({
      currentPassword: 'right',
      newPassword: 'violet umbrella nine tigers',
      code: '123 456',
    })
    expect(await body('DELETE /auth/totp')).toEqual(proof)
    expect(await body('DELETE /auth/me')).toEqual(proof)
  })

  it('lets the device be recognised that recovers the account', async () => {
    const services = new FakeServices()
    services.network.on('POST /auth/password/.*', () => ok(null, {}, 202))
    await services.api.forgotPassword('ada@example.com')
    await services.api.resetPassword('token', 'violet umbrella nine tigers')
    expect(services.network.sent.map(({ credentials }) => credentials)).toEqual(['include', 'include'])
  })
})

describe('devices', () => {
  it('are listed with what happened, whatever it is called', async () => {
    const services = new FakeServices()
    const device = {
      id: 'd',
      userAgent: 'UA',
      address: '203.0.113.7',
      createdAt: '2026-11-20T12:00:00Z',
      lastUsedAt: '2026-11-20T12:00:00Z',
    }
    services.network
      .on('GET /auth/sessions', () =>
        ok([
          { ...device, device: 'Firefox on Linux', current: true },
          { ...device, id: 'e', device: null, current: false },
        ]),
      )
      .on('GET /auth/events', () =>
        ok([
          {
            id: '1',
            type: 'something_new',
            at: '2026-11-20T12:00:00Z',
            device: null,
            userAgent: null,
            address: null,
            session: null,
          },
        ]),
      )
      .on('DELETE /auth/sessions/e', () => ok(null, {}, 204))
    const user = open(services, '/devices')
    expect(await screen.findByText('Firefox on Linux')).toBeInTheDocument()
    expect(await screen.findByText('Something new')).toBeInTheDocument()
    await accessible()
    await user.click(screen.getByRole('button', { name: 'Log out UA' }))
    await waitFor(() => expect(services.network.to('DELETE /auth/sessions/e')).toHaveLength(1))
  })
})
