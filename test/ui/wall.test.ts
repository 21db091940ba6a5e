import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WallPage } from './wallPage';

/** What hostile HTML has been made of: handlers, loaders, ways out of the page, and text that turns into tags when parsed twice. */
const hostile = [
  '<img src=x onerror="window.ran=1">',
  '<img src="https://evil.example/a.png" srcset="https://evil.example/b.png 2x">',
  '<script>window.ran=1</script>',
  '<svg><script>window.ran=1</script></svg>',
  '<svg onload="window.ran=1"><animate onbegin="window.ran=1" attributeName="x" dur="1s"/></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><a href=javascript:window.ran=1 /></svg>#x"/></svg>',
  '<svg><style><img src=x onerror=window.ran=1></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.ran=1&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=window.ran=1>',
  '<a href="javascript:window.ran=1">a</a><a href=" java&#10;script:window.ran=1">b</a><a href="data:text/html,x">c</a>',
  '<a href="command:workbench.action.quit">a</a><a href="vscode:extension/x">b</a><a href="file:///etc/passwd">c</a><a href="//evil.example">d</a>',
  '<a xlink:href="javascript:1">a</a><svg><a xlink:href="javascript:window.ran=1"><text>x</text></a></svg>',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe><object data="x"></object><embed src="x"><base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example"><link rel="stylesheet" href="https://evil.example/a.css">',
  '<style>*{background:url(https://evil.example/a)}</style><p style="background:url(https://evil.example/b)">x</p>',
  '<p style="position:fixed;inset:0;z-index:99">over everything</p><p style="b\\61ckground:u\\72l(https://evil.example)">y</p>',
  '<form action="https://evil.example"><input name="q" autofocus onfocus="window.ran=1"><button formaction="javascript:window.ran=1">go</button></form>',
  '<video src="https://evil.example/a" poster="https://evil.example/b"></video><audio src="https://evil.example/a" autoplay></audio>',
  '<div data-vscode-context=\'{"webviewSection":"formula"}\' contenteditable tabindex="1" accesskey="x">x</div>',
  '<img name="getElementById"><form id="body"></form><a id="location" href="https://a.example">clobber</a>',
  '<template><img src=x onerror=window.ran=1></template><noscript><p title="</noscript><img src=x onerror=window.ran=1>"></noscript>',
];

describe('the second wall', () => {
  let wall: WallPage;
  before(async () => {
    wall = await WallPage.open();
  });
  after(() => wall.close());

  for (const [index, html] of hostile.entries()) {
    for (const as of ['text', 'template'] as const) {
      it(`lets nothing run, load or lead astray: ${index + 1}, ${html.slice(0, 40)}, as ${as}`, async () => {
        const { ran, tags, attributes, addresses, styles } = await wall.insert(html, as);
        assert.deepEqual({ ran, tags, attributes, styles }, { ran: false, tags: [], attributes: [], styles: [] });
        assert.deepEqual(addresses.filter((address) => !/^(?:https?:|mailto:|#)/.test(address)), []);
        assert.deepEqual(wall.refused.slice(), []);
      });
    }
  }

  it('keeps what an article is made of', async () => {
    const html =
      '<h2 id="a-题">题</h2><p>一<a href="https://a.example/b?c=d&amp;e" title="t">二</a><a href="#a-1">(1)</a><a href="mailto:a@b.example">m</a></p>' +
      '<ol start="3"><li><p>三</p></li></ol><pre><code class="language-js">x</code></pre><table><thead><tr><th style="text-align:right">a</th></tr></thead></table>' +
      '<span class="math" data-formula="0" data-tex="x&lt;y" data-number="1"><span class="katex"><span class="katex-mathml"><math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><semantics><mrow><mi mathvariant="bold">x</mi><mo stretchy="false">(</mo><mtable rowspacing="0.16em" columnalign="right left"><mtr><mtd><mstyle scriptlevel="0" displaystyle="true"><mi>y</mi></mstyle></mtd></mtr></mtable></mrow></semantics></math></span>' +
      '<span class="katex-html" aria-hidden="true"><span class="strut" style="height:0.9em;vertical-align:-0.25em;"></span><span style="position:relative;top:-3em;">x</span><svg xmlns="http://www.w3.org/2000/svg" width="400em" height="1.08em" viewBox="0 0 400000 1080" preserveAspectRatio="xMinYMin slice"><path d="M95,702"></path></svg></span></span></span>';
    assert.equal((await wall.insert(html)).html, html);
    assert.equal((await wall.insert(html, 'template')).html, html);
  });

  it('keeps the address of an image aside until the host has named a file', async () => {
    assert.equal((await wall.insert('<p><img src="https://a.example/x.png" alt="图" loading="lazy"></p>')).html, '<p><img alt="图" loading="lazy" data-src="https://a.example/x.png"></p>');
  });
});
