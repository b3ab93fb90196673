/* html.js - what every file of the page writes with: html`<b>${x}</b>` makes
 * elements, and text stays text. Nothing here turns a string into markup. */
import { h } from 'preact'
import htm from 'htm'

export const html = htm.bind(h)
export { h, render, Fragment, createRef } from 'preact'
export { useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback, useId } from 'preact/hooks'
export { signal, computed, effect, batch, untracked, useSignal, useComputed, useSignalEffect } from '@preact/signals'
