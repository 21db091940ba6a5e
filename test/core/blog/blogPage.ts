/** A page as the blog serves it, small and in our own words. `body` is what stands inside `#PostContent` before the tail. */
export function blogPage(options: { id?: string; title?: string; body?: string; comments?: string } = {}): string {
  const { id = '123', title = '甲与乙 &amp; 丙', body = '<p>正文$x$。</p>', comments = '' } = options;
  const url = `https://kexue.fm/archives/${id}`;
  return `<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml">
<head><meta charset="utf-8"/><title>${title} - 科学空间|Scientific Spaces</title><script>var a = "<h1>no</h1>";</script></head>
<body><div id="MobileSideBar"><h2>MENU</h2><a href="/archives/999">别的</a></div>
<div id="MainBody"><div id="content"><div id="breadcrumb"><a href="/">首页</a> <a href="/category/Mathematics">数学研究</a> ${title}</div>
<div class="Post"><div class="PostHead"><div class="date-wrap"><span class="date-day">07</span> <span class="date-month">May</span></div>
<div class="title-wrap"><h1><a href="${url}">${title}</a></h1><span class="submitted">By 苏剑林 | 2024-05-07 | 57,462位读者 | </span></div></div>
<div class="PostContent" id="PostContent">
${body}
<p><em><strong>转载到请包括本文地址：</strong><a href="${url}">${url}</a></em></p>
<p><em><strong>更详细的转载事宜请参考：</strong><a href="/archives/6508">FAQ</a></em></p>
<div id="content_tips"><p>尾巴</p></div><div id="pay"><a>打赏</a></div><div id="how_to_cite"><p class="cite_style">引用</p></div><div class="clear"></div>
</div>
<div id="tools" class="tools"><span class="cat">分类： <a href="/category/Mathematics">数学研究</a> &nbsp; 标签： <a href="/tag/%E7%94%B2/">甲</a>, <a href="/tag/b/">b&amp;c</a></span> <a href="#comments">12 评论</a></div></div>
<div id="entrynavigation">&lt; <a href="/archives/120" title="更早的一篇">更早的…</a> | <a href="/archives/125/" title="更新的一篇">更新的…</a> &gt;</div>
<div id="similar"><h3>也许</h3><ul><li><a href="/archives/7">七</a></li><li><a href="/archives/8">八</a></li></ul></div>
<div id="PostComment"><h3 id="comments">看法</h3><ol class="AllComments">${comments}</ol>
<ol class="page-navigator"><li><a href="/archives/${id}/comment-page-3#comments">3</a></li></ol><form id="respond-post-${id}"></form></div>
</div></div><div id="footer">© 科学空间</div></body>
</html>
`;
}
