import type { components as AuthComponents } from './schema/auth'
import type { components as TodoComponents } from './schema/todo'

type TodoSchemas = TodoComponents['schemas']
type AuthSchemas = AuthComponents['schemas']

export type Priority = TodoSchemas['Priority']
export type Todo = TodoSchemas['Todo']

/** What can be said of a to-do; the description leaves the server's defaults to be guessed at. */
export interface TodoFields {
  title: string
  description: string
  completed: boolean
  priority: Priority
  dueDate: string | null
  order: number | null
  tags: string[]
}

export type TodoPatch = Partial<TodoFields>

// auth-service's description does not say which members are always there; here they are.

export interface User {
  id: string
  email: string
  emailVerified: boolean
  displayName: string | null
  createdAt: string
}

export interface TokenAnswer {
  access_token: string
  token_type: string
  expires_in: number
}

export interface SignedIn extends TokenAnswer {
  user: User
}

export interface SecondFactorNeeded {
  second_factor_token: string
  expires_in: number
}

export interface Device {
  id: string
  userAgent: string | null
  device: string | null
  address: string
  createdAt: string
  lastUsedAt: string
  current: boolean
}

export interface SecurityEvent {
  id: string
  type: string
  at: string
  userAgent: string | null
  device: string | null
  address: string | null
  session: string | null
}

export interface Totp {
  enabled: boolean
  enabledAt: string | null
  recoveryCodesLeft: number
}

export interface TotpSecret {
  secret: string
  uri: string
}

/** Fails to compile where a description names a member that the type here does not know, or the other way round. */
type Agree<Described, Mine> =
  Exclude<keyof Described, keyof Mine> extends infer Unknown
    ? [Unknown] extends [never]
      ? Exclude<keyof Mine, keyof Described> extends never
        ? true
        : ['not described', Exclude<keyof Mine, keyof Described>]
      : ['not known here', Unknown]
    : never

const agreed = <Agreement extends true>(): Agreement | undefined => undefined
agreed<Agree<AuthSchemas['AccountView'], User>>()
agreed<Agree<Omit<AuthSchemas['SignedIn'], 'refresh_token'>, SignedIn>>()
agreed<Agree<Omit<AuthSchemas['TokenAnswer'], 'refresh_token'>, TokenAnswer>>()
agreed<Agree<AuthSchemas['SessionView'], Device>>()
agreed<Agree<AuthSchemas['EventView'], SecurityEvent>>()
agreed<Agree<AuthSchemas['TwoFactorState'], Totp>>()
agreed<Agree<AuthSchemas['Enrolment'], TotpSecret>>()
agreed<Agree<TodoSchemas['TodoInput'], TodoFields>>()
agreed<Agree<TodoSchemas['TodoPatch'], TodoFields>>()
