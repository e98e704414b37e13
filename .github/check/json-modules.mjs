// GitHub's parser imports JSON without saying so, which Node.js does not take.
import { register } from 'node:module'

const hooks = `export const load = (url, context, next) =>
  next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context)`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)
