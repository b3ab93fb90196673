/* deed.test.js - a deed in the words of its report. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { cutWords, deedWords, triggerText } from '../src/chart/deed.js'
import { event, party } from './made.js'

const told = (exact, word, more) => {
    const start = new TextEncoder().encode(exact.slice(0, exact.indexOf(word))).length
    return event({ mentions: [{ cite: { start: 40, end: 40 + new TextEncoder().encode(exact).length, exact }, trigger: { start: 40 + start, end: 40 + start + word.length, exact: word } }], ...more })
}

test('from the trigger to the end of the clause', () => {
    assert.equal(deedWords(told('Señora Sol ordered the gate to be shut.', 'ordered')), 'ordered the gate to be shut')
    assert.equal(triggerText(told('Señora Sol Ordered it', 'Ordered')), 'ordered')
})

test('who it was done to where the deed ends its clause', () => {
    const dead = told('two miners were killed', 'killed', { recipients: [party('two miners')] })
    assert.equal(deedWords(dead), 'killed · two miners')
})

test('without a trigger the class', () => {
    assert.equal(deedWords(event()), 'consult: visit')
})

test('cut at a space', () => {
    assert.equal(cutWords('ordered the detention of the director', 24), 'ordered the detention…')
    assert.equal(cutWords('short', 24), 'short')
})
