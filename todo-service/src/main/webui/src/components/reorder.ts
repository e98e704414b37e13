import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Shown } from '../lib/overlay'
import { useWorkspace } from '../lib/workspace'
import { useNotifications } from './Notifications'
import type { Reordering } from './TodoItem'

interface Lifted {
  /** Its key: the id may become another when the server has it. */
  key: string
  /** How many places down, or up; the list may change meanwhile. */
  places: number
}

interface Dragged {
  key: string
  to: number
  /** How far the pointer has taken it. */
  by: number
  from: number
  height: number
}

/** A press that goes no farther is a click. */
const SLACK = 5
const EDGE = 60

/**
 * Moves to-dos about: dragged by pointer, or picked up at the handle and moved by arrow keys or buttons. What is done
 * with the list is said aloud, and written only when the to-do is put down.
 */
export function useReordering(
  todos: Shown[],
  list: RefObject<HTMLElement | null>,
  onMove: (from: number, to: number) => void,
): {
  /** In the order to show. */
  rows: Shown[]
  reordering(todo: Shown, index: number): Reordering
  /** How far a row is out of its place while another is dragged past it. */
  shift(todo: Shown, index: number): number
  /** The key of one. */
  dragging: string | undefined
} {
  const { announce } = useNotifications()
  const { keyOf } = useWorkspace()
  const [lifted, setLifted] = useState<Lifted>()
  const [dragged, setDragged] = useState<Dragged>()
  const wasDragged = useRef(false)
  const stopDragging = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => stopDragging.current?.(), [])

  const place = (index: number) => `${index + 1} of ${todos.length}`
  const indexOf = (key: string) => todos.findIndex(todo => keyOf(todo.id) === key)
  const from = lifted ? indexOf(lifted.key) : -1
  const current =
    lifted && from >= 0
      ? { key: lifted.key, from, to: Math.max(0, Math.min(todos.length - 1, from + lifted.places)) }
      : undefined
  const rows = current ? moved(todos, current.from, current.to) : todos

  const drop = () => {
    if (current) {
      announce(`${todos[current.from]!.title} is now ${place(current.to)}.`)
      setLifted(undefined)
      if (current.to !== current.from) {
        onMove(current.from, current.to)
      }
    }
  }

  const drag = (todo: Shown, down: PointerEvent) => {
    if (down.button !== 0 || !list.current) {
      return
    }
    wasDragged.current = false
    const from = indexOf(keyOf(todo.id))
    const boxes = [...list.current.children].map(row => row.getBoundingClientRect())
    const box = boxes[from]
    if (!box) {
      return
    }
    const start = down.clientY + window.scrollY
    let state: Dragged | undefined
    let pointer = down.clientY
    let frame = 0

    const update = () => {
      const by = pointer + window.scrollY - start
      if (!state && Math.abs(by) < SLACK) {
        return
      }
      wasDragged.current = true
      const middle = box.top + box.height / 2 + by
      // Past the middle of another, it takes that one's place.
      const above = boxes.filter((other, index) => index !== from && other.top + other.height / 2 < middle).length
      state = { key: keyOf(todo.id), from, to: above, by, height: box.height }
      setLifted(undefined)
      setDragged(state)
    }
    const scroll = () => {
      const speed = pointer < EDGE ? pointer - EDGE : pointer > innerHeight - EDGE ? pointer - innerHeight + EDGE : 0
      if (state && speed !== 0) {
        window.scrollBy(0, speed / 4)
        update()
      }
      frame = requestAnimationFrame(scroll)
    }
    const move = (event: globalThis.PointerEvent) => {
      pointer = event.clientY
      update()
    }
    const end = () => {
      stop()
      if (state && state.to !== state.from) {
        announce(`${todo.title} is now ${place(state.to)}.`)
        onMove(state.from, state.to)
      }
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        stop()
      }
    }
    const stop = () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', stop)
      window.removeEventListener('keydown', key)
      stopDragging.current = undefined
      setDragged(undefined)
    }
    stopDragging.current = stop
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', stop)
    window.addEventListener('keydown', key)
    frame = requestAnimationFrame(scroll)
  }

  return {
    rows,
    dragging: dragged?.key,
    shift(todo, index) {
      if (!dragged) {
        return 0
      }
      if (keyOf(todo.id) === dragged.key) {
        return dragged.by
      }
      if (index > dragged.from && index <= dragged.to) {
        return -dragged.height
      }
      return index < dragged.from && index >= dragged.to ? dragged.height : 0
    },
    reordering: (todo, index) => ({
      lifted: current?.key === keyOf(todo.id),
      first: index === 0,
      last: index === rows.length - 1,
      lift() {
        if (wasDragged.current) {
          wasDragged.current = false
          return
        }
        setLifted({ key: keyOf(todo.id), places: 0 })
        announce(
          `Picked up ${todo.title}, ${place(index)}. Arrow keys move it, Space or Enter leaves it there, Escape puts it back.`,
        )
      },
      drop() {
        if (wasDragged.current) {
          wasDragged.current = false
          return
        }
        drop()
      },
      putBack() {
        setLifted(undefined)
        announce(`${todo.title} is back in its place.`)
      },
      step(by) {
        const to = index + by
        if (to < 0 || to >= todos.length) {
          return
        }
        // A row that moves in the document loses focus.
        const focused = document.activeElement
        flushSync(() => setLifted({ key: keyOf(todo.id), places: to - indexOf(keyOf(todo.id)) }))
        if (focused instanceof HTMLElement) {
          focused.focus()
          focused.scrollIntoView?.({ block: 'nearest' })
        }
        announce(`${place(to)}`)
      },
      drag: event => drag(todo, event),
    }),
  }
}

function moved<T>(list: T[], from: number, to: number): T[] {
  return list.toSpliced(from, 1).toSpliced(to, 0, list[from]!)
}
