import assert from 'node:assert/strict';
import { it } from 'node:test';
import { asciiText } from '../../src/host/asciiText';

it('reads ASCII, also from the middle of a buffer', () => {
  const bytes = new TextEncoder().encode('before{"a":1}\n<p>&#23383;</p>after');
  assert.equal(asciiText(bytes.subarray(6, bytes.length - 5)), '{"a":1}\n<p>&#23383;</p>');
});
