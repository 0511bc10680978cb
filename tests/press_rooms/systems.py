"""Content management systems as they print a list by their own templates."""

from .room import PressRoom

TYPO3 = PressRoom(
    name="typo3",
    manner="TYPO3: the news extension with its default templates",
    language="de",
    url="https://www.lauterstedt.example/presse/pressemitteilungen/",
    address="/presse/pressemitteilungen/detail/{slug}-{number}/",
    day="dd.MM.y",
    count=10,
    frame="""<!DOCTYPE html><html dir="ltr" lang="de-DE"><head><meta charset="utf-8"><!-- This website is powered by TYPO3 --><title>$press: $body</title></head><body id="p27" class="page-27 pagelevel-2">
<header class="page-header"><a class="navbar-brand" href="/"><img alt="$body" src="/fileadmin/logo.svg"></a><nav class="mainnavigation"><ul class="nav navbar-nav">$nav</ul></nav></header>
<nav class="breadcrumb-section"><ol class="breadcrumb"><li><a href="/">$home</a></li><li class="active">$press</li></ol></nav>
<section class="section section-default"><div class="row"><main class="col-md-8" role="main"><!--TYPO3SEARCH_begin--><a id="c114"></a><div id="c114" class="frame frame-default frame-type-news_pi1"><header class="frame-header"><h1>$press</h1></header>
<div class="news"><div class="news-list-view" id="news-container-114">
$rows
<ul class="f3-widget-paginator"><li class="current">1</li><li><a href="/presse/pressemitteilungen/seite-2/">2</a></li><li><a href="/presse/pressemitteilungen/seite-3/">3</a></li><li class="next"><a href="/presse/pressemitteilungen/seite-2/">$next</a></li></ul></div></div></div><!--TYPO3SEARCH_end--></main>
<aside class="col-md-4"><div class="frame-type-news_pi1"><h3>Termine</h3><div class="news"><div class="news-list-view">$coming</div></div></div></aside></div></section><footer><ul>$legal</ul></footer></body></html>""",
    row="""<!-- =====================
 Partials/List/Item.html
--><div class="article articletype-0 topnews" itemscope="itemscope" itemtype="http://schema.org/Article"><div class="header"><h3><a title="$title" href="$path"><span itemprop="headline">$title</span></a></h3></div>
<div class="news-img-wrap"><a title="$title" href="$path"><img class="img-fluid" src="/fileadmin/_processed_/csm_$number.jpg" width="240" height="160" alt="" /></a></div>
<div class="teaser-text"><div itemprop="description"><p>$lead</p></div><a class="more" title="$title" href="$path">$more</a></div>
<div class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="$iso">$dayed</time></span><span class="news-list-category">$topic</span></p></div></div>""",
    event="""<div class="article articletype-0"><div class="header"><h3><a title="$title" href="/termine/detail/$number/"><span itemprop="headline">$title</span></a></h3></div><div class="footer"><p><span class="news-list-date"><time datetime="$iso">$dayed</time></span></p></div></div>""",
)

DRUPAL_GRID = PressRoom(
    name="drupal-grid",
    manner="Drupal: a view as grid of teasers, four rows of three",
    language="fr",
    url="https://www.rivieres.example/fr/actualites",
    address="/fr/actualites/{slug}-{number}",
    frame="""<!DOCTYPE html><html lang="fr" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 10 (https://www.drupal.org)" /><title>$news | $body</title></head><body class="path-actualites">
<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas><header role="banner"><div class="region region-header"><nav role="navigation" id="block-theme-main-menu" class="block block-menu"><ul class="menu">$nav</ul></nav><div class="language-switcher-language-url block"><ul class="links"><li hreflang="fr"><a href="/fr/actualites" class="language-link is-active">Français</a></li><li hreflang="en"><a href="/en/news" class="language-link">English</a></li></ul></div></div></header>
<main role="main"><div class="region region-content"><h1 class="page-title">$news</h1><div class="views-element-container block block-views"><div class="view view-actualites view-id-actualites js-view-dom-id-9f2c">
<div class="view-filters"><form class="views-exposed-form"><select name="theme"><option>- Tout -</option><option>Environnement</option></select></form></div>
<div class="view-content"><div class="views-view-responsive-grid views-view-responsive-grid--horizontal">
$rows
</div></div>
<nav class="pager" role="navigation"><ul class="pager__items js-pager__items"><li class="pager__item is-active"><a href="?page=0">1</a></li><li class="pager__item"><a href="?page=1">2</a></li><li class="pager__item pager__item--next"><a href="?page=1" rel="next">$next</a></li></ul></nav></div></div></div></main>
<footer role="contentinfo"><ul class="menu">$legal</ul></footer></div></body></html>""",
    row="""<div class="views-view-responsive-grid__item"><div class="views-view-responsive-grid__item-inner"><article about="$path" class="node node--type-article node--promoted node--view-mode-teaser"><div class="node__content"><div class="field field--name-field-image field--type-image"><a href="$path" hreflang="fr"><img loading="lazy" src="/sites/default/files/styles/medium/public/$number.jpg.webp" width="220" height="147" alt="" /></a></div><div class="field field--name-field-theme field--type-entity-reference"><div class="field__item"><a href="/fr/theme/$size" hreflang="fr">$topic</a></div></div>
<h2 class="node__title"><a href="$path" rel="bookmark"><span class="field field--name-title field--type-string field--label-hidden">$title</span></a></h2><div class="field field--name-field-date field--type-datetime"><time datetime="${iso}T11:00:00Z" class="datetime">$dayed</time></div><div class="clearfix text-formatted field field--name-body"><p>$lead</p></div><ul class="links inline"><li class="node-readmore"><a href="$path" rel="tag" title="$title">$more<span class="visually-hidden"> sur $title</span></a></li></ul></div></article></div></div>""",
)

DRUPAL_TABLE = PressRoom(
    name="drupal-table",
    manner="Drupal: a view as sortable table with a file column",
    language="en",
    url="https://harbours.example/newsroom/releases",
    address="/newsroom/releases/{slug}-{number}",
    day="MM/dd/y",
    count=25,
    frame="""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>Releases | $body</title></head><body class="path-newsroom">
<section class="usa-banner" aria-label="Official website"><p>An official website of the Upland government</p></section><header class="usa-header"><div class="usa-logo"><a href="/">$body</a></div><nav class="usa-nav"><ul class="usa-nav__primary">$nav</ul></nav></header>
<main class="main-content usa-layout-docs"><h1>Releases</h1><form class="views-exposed-form"><input name="combine"><input type="submit" value="Apply"></form>
<div class="view-content"><table class="views-table views-view-table cols-4 usa-table"><thead><tr><th id="view-field-date-table-column" class="views-field views-field-field-date"><a href="?order=field_date&amp;sort=asc" title="sort by Date">Date</a></th><th class="views-field views-field-title"><a href="?order=title&amp;sort=asc" title="sort by Title">Title</a></th><th class="views-field"><a href="?order=type&amp;sort=asc">Type</a></th><th class="views-field">File</th></tr></thead><tbody>
$rows
</tbody></table></div><nav class="usa-pagination"><ul class="usa-pagination__list"><li><a href="?page=0">1</a></li><li><a href="?page=1">2</a></li><li><a href="?page=1">Next</a></li><li><a href="?page=88">Last</a></li></ul></nav></main><footer class="usa-footer"><ul>$legal</ul></footer></body></html>""",
    row="""<tr><td headers="view-field-date-table-column" class="views-field views-field-field-date"><time datetime="${iso}T12:00:00Z">$dayed</time></td><td class="views-field views-field-title"><a href="$path" hreflang="en">$title</a></td><td class="views-field views-field-type">$topic</td><td class="views-field views-field-file"><span class="file file--mime-application-pdf"><a href="/sites/default/files/$number.pdf" type="application/pdf">release-$number.pdf</a></span> ($size KB)</td></tr>""",
)

DRUPAL_BARE = PressRoom(
    name="drupal-unformatted",
    manner="Drupal: an unformatted view without a day; the address has it",
    language="es",
    url="https://www.puertolirio.example/es/noticias",
    address="/es/noticias/{year}/{month}/{day}/{slug}-{number}",
    count=15,
    frame="""<!DOCTYPE html><html lang="es" dir="ltr"><head><meta charset="utf-8"><title>$news</title></head><body><div id="page-wrapper"><header><nav><ul class="clearfix menu">$nav</ul></nav></header><div class="layout-main clearfix"><main id="content" class="column main-content"><section class="section"><div class="region region-content"><div id="block-title"><h1>$news</h1></div><div class="views-element-container"><div class="view view-noticias"><div class="view-content">
$rows
</div><ul class="js-pager__items pager"><li class="pager__item"><a class="button" href="?page=1" rel="next">Cargar más</a></li></ul></div></div></div></section></main>
<div id="sidebar-second" class="column sidebar"><aside><div class="block"><h2>$topics</h2><ul class="nube"><li><a href="/es/tema/agua">agua</a></li><li><a href="/es/tema/puertos">puertos</a></li><li><a href="/es/tema/faros">faros</a></li><li><a href="/es/tema/trenes">trenes</a></li><li><a href="/es/tema/escuelas">escuelas</a></li><li><a href="/es/tema/turismo-de-interior">turismo de interior</a></li></ul></div></aside></div></div><footer><ul>$legal</ul></footer></div></body></html>""",
    row="""<div class="views-row"><div class="views-field views-field-field-imagen"><div class="field-content"><a href="$path"><img src="/files/$number.jpg" alt="$title"></a></div></div><div class="views-field views-field-title"><span class="field-content"><a href="$path">$title</a></span></div><div class="views-field views-field-body"><div class="field-content">$lead</div></div></div>""",
)

WORDPRESS = PressRoom(
    name="wordpress",
    manner="WordPress: the classic loop, meta below the title, widgets beside",
    language="nl",
    url="https://grotegeest.example/category/persberichten/",
    address="https://grotegeest.example/{year}/{slug}-{number}/",
    count=10,
    frame="""<!DOCTYPE html><html lang="nl-NL"><head><meta charset="UTF-8"><title>Persberichten Archieven - $body</title><meta name="generator" content="WordPress 6.6"></head><body class="archive category category-persberichten hfeed">
<div id="page" class="site"><header id="masthead"><p class="site-title"><a href="/">$body</a></p><nav id="site-navigation"><ul id="primary-menu" class="menu">$nav</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main"><header class="page-header"><h1 class="page-title">Categorie: <span>Persberichten</span></h1></header>
$rows
<nav class="navigation posts-navigation"><div class="nav-links"><div class="nav-previous"><a href="/category/persberichten/page/2/">Oudere berichten</a></div></div></nav></main></div>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2 class="widget-title">Recente berichten</h2><ul>$side</ul></section><section class="widget widget_archive"><h2 class="widget-title">$archive</h2><ul><li><a href="/2024/11/">november 2024</a> (6)</li><li><a href="/2024/10/">oktober 2024</a> (11)</li><li><a href="/2024/09/">september 2024</a> (9)</li><li><a href="/2024/08/">augustus 2024</a> (4)</li><li><a href="/2024/07/">juli 2024</a> (7)</li><li><a href="/2024/06/">juni 2024</a> (10)</li></ul></section><section class="widget widget_tag_cloud"><div class="tagcloud"><a href="/tag/dijk/" class="tag-cloud-link">dijk</a><a href="/tag/veer/" class="tag-cloud-link">veer</a><a href="/tag/polder/" class="tag-cloud-link">polder</a></div></section></aside></div><footer id="colophon"><ul>$legal</ul></footer></div></body></html>""",
    row="""<article id="post-$number" class="post-$number post type-post status-publish format-standard has-post-thumbnail hentry category-persberichten"><header class="entry-header"><h2 class="entry-title"><a href="$url" rel="bookmark">$title</a></h2><div class="entry-meta"><span class="posted-on">Geplaatst op <a href="$url" rel="bookmark"><time class="entry-date published" datetime="${iso}T09:12:00+01:00">$dayed</time><time class="updated" datetime="2024-11-20T10:00:00+01:00">20 november 2024</time></a></span><span class="byline"> door <span class="author vcard"><a class="url fn n" href="/author/redactie/">redactie</a></span></span></div></header><a class="post-thumbnail" href="$url" aria-hidden="true" tabindex="-1"><img src="/wp-content/uploads/$number.jpg" alt=""></a><div class="entry-summary"><p>$lead <a class="more-link" href="$url">$more</a></p></div><footer class="entry-footer"><span class="cat-links">Geplaatst in <a href="/category/persberichten/" rel="category tag">Persberichten</a></span><span class="comments-link"><a href="$url#respond">Laat een reactie achter</a></span></footer></article>""",
    side="""<li><a href="$url">$title</a></li>""",
)

QUERY_LOOP = PressRoom(
    name="query-loop",
    manner="WordPress: a block theme's query loop, nothing but title and day",
    language="pt",
    url="https://mares.example/noticias/",
    address="https://mares.example/{slug}-{number}/",
    day="d 'de' MMMM, y",
    count=9,
    frame="""<!DOCTYPE html><html lang="pt-PT"><head><meta charset="UTF-8"><title>$news &#8211; $body</title></head><body class="blog wp-embed-responsive"><div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group alignwide is-layout-flex"><p class="wp-block-site-title"><a href="/">$body</a></p><nav class="wp-block-navigation"><ul class="wp-block-navigation__container">$nav</ul></nav></div></header>
<main class="wp-block-group is-layout-flow"><h1 class="wp-block-heading alignwide">$news</h1><div class="wp-block-query alignwide is-layout-flow"><ul class="columns-3 wp-block-post-template is-layout-grid wp-container-core-post-template-is-layout-1">
$rows
</ul><nav class="alignwide wp-block-query-pagination"><a href="/noticias/?query-0-page=2" class="wp-block-query-pagination-next">$next</a></nav></div></main>
<footer class="wp-block-template-part"><div class="wp-block-columns"><div class="wp-block-column"><h2>$popular</h2><ul class="wp-block-latest-posts__list wp-block-latest-posts has-dates">$side</ul></div><div class="wp-block-column"><ul>$legal</ul></div></div></footer></div></body></html>""",
    row="""<li class="wp-block-post post-$number post type-post status-publish hentry"><figure style="aspect-ratio:3/2;" class="wp-block-post-featured-image"><a href="$url" target="_self"><img src="/wp-content/uploads/p$number.webp" class="wp-post-image" alt="" /></a></figure><div class="taxonomy-category wp-block-post-terms"><a href="/category/t/" rel="tag">$topic</a></div><h3 class="wp-block-post-title has-large-font-size"><a href="$url" target="_self">$title</a></h3><div class="wp-block-post-date"><time datetime="${iso}T18:00:00+00:00"><a href="$url">$dayed</a></time></div></li>""",
    side="""<li><a class="wp-block-latest-posts__post-title" href="$url">$title</a><time datetime="${iso}T10:00:00+00:00" class="wp-block-latest-posts__post-date">$dayed</time></li>""",
)

ELEMENTOR = PressRoom(
    name="elementor",
    manner="WordPress: Elementor's post cards, a deeply nested page with its own menu widgets",
    language="it",
    url="https://www.fiumiefari.example/sala-stampa/",
    address="https://www.fiumiefari.example/{slug}-{number}/",
    day="d MMMM y",
    frame="""<!DOCTYPE html><html lang="it-IT"><head><meta charset="UTF-8"><title>$press - $body</title></head><body class="page elementor-default elementor-page"><div data-elementor-type="header" class="elementor elementor-8 elementor-location-header"><div class="elementor-element e-con-full e-flex e-con e-parent"><div class="elementor-element elementor-widget elementor-widget-nav-menu"><div class="elementor-widget-container"><nav class="elementor-nav-menu--main"><ul class="elementor-nav-menu">$nav</ul></nav><nav class="elementor-nav-menu--dropdown" aria-hidden="true"><ul class="elementor-nav-menu">$nav</ul></nav></div></div></div></div>
<div data-elementor-type="wp-page" class="elementor elementor-77"><section class="elementor-section"><div class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap"><div class="elementor-element elementor-widget elementor-widget-heading"><div class="elementor-widget-container"><h1 class="elementor-heading-title">$press</h1></div></div>
<div class="elementor-element elementor-grid-3 elementor-posts--thumbnail-top elementor-widget elementor-widget-posts" data-widget_type="posts.cards"><div class="elementor-widget-container"><div class="elementor-posts-container elementor-posts elementor-posts--skin-cards elementor-grid">
$rows
</div><nav class="elementor-pagination" aria-label="Paginazione"><span aria-current="page" class="page-numbers current">1</span><a class="page-numbers" href="/sala-stampa/2/">2</a><a class="page-numbers" href="/sala-stampa/3/">3</a></nav></div></div></div></div></div></section></div>
<div data-elementor-type="footer" class="elementor elementor-9"><ul class="elementor-icon-list-items">$legal</ul></div></body></html>""",
    row="""<article class="elementor-post elementor-grid-item post-$number post type-post hentry"><div class="elementor-post__card"><a class="elementor-post__thumbnail__link" href="$url" tabindex="-1"><div class="elementor-post__thumbnail"><img width="300" height="200" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5" data-src="/wp-content/uploads/$number-300x200.jpg" alt=""></div></a><div class="elementor-post__badge">$topic</div><div class="elementor-post__text"><h3 class="elementor-post__title"><a href="$url">
 $title </a></h3><div class="elementor-post__excerpt"><p>$lead</p></div><a class="elementor-post__read-more" href="$url" aria-label="$more $title" tabindex="-1">$more »</a></div><div class="elementor-post__meta-data"><span class="elementor-post-date">
 $dayed </span><span class="elementor-post-avatar">Nessun commento</span></div></div></article>""",
)

DIVI = PressRoom(
    name="divi",
    manner="WordPress: Divi's blog module, the day among commas in the meta line",
    language="pl",
    url="https://rzeki.example/aktualnosci/",
    address="https://rzeki.example/{slug}-{number}/",
    day="d MMM, y",
    count=8,
    frame="""<!DOCTYPE html><html lang="pl-PL"><head><meta charset="UTF-8"><title>$news | $body</title></head><body class="page et_divi_theme"><div id="page-container"><header id="main-header"><div class="container"><nav id="top-menu-nav"><ul id="top-menu" class="nav">$nav</ul></nav></div></header>
<div id="et-main-area"><div id="main-content"><div class="entry-content"><div class="et-l et-l--post"><div class="et_builder_inner_content"><div class="et_pb_section et_pb_section_0"><div class="et_pb_row et_pb_row_0"><div class="et_pb_column et_pb_column_4_4"><div class="et_pb_module et_pb_text"><div class="et_pb_text_inner"><h1>$news</h1></div></div><div class="et_pb_module et_pb_blog_0 et_pb_blog_grid_wrapper"><div class="et_pb_blog_grid clearfix"><div class="et_pb_ajax_pagination_container"><div class="et_pb_salvattore_content" data-columns>
$rows
</div><div><div class="pagination clearfix"><div class="alignleft"><a href="/aktualnosci/page/2/">« Starsze wpisy</a></div></div></div></div></div></div></div></div></div></div></div></div></div>
<footer id="main-footer"><ul>$legal</ul></footer></div></div></body></html>""",
    row="""<article id="post-$number" class="et_pb_post clearfix et_pb_blog_item_0_$n post-$number post type-post hentry"><div class="et_pb_image_container"><a href="$url" class="entry-featured-image-url"><img src="/wp-content/uploads/$number-400x250.jpg" alt="$title" width="400" height="250"></a></div><h2 class="entry-title"><a href="$url">$title</a></h2><p class="post-meta"><span class="published">$dayed</span> | <a href="/category/t/" rel="tag">$topic</a></p><div class="post-content"><div class="post-content-inner"><p>$lead</p></div><a href="$url" class="more-link">$more</a></div></article>""",
)

JOOMLA = PressRoom(
    name="joomla",
    manner="Joomla: a category blog, details as a definition list after the title",
    language="hu",
    url="https://folyok.example/index.php/sajto/kozlemenyek",
    address="/index.php/sajto/kozlemenyek/{number}-{slug}",
    day="y. MMMM d.",
    count=9,
    frame="""<!DOCTYPE html><html lang="hu-hu" dir="ltr"><head><meta charset="utf-8"><meta name="generator" content="Joomla! - Open Source Content Management"><title>$press</title></head><body class="site com_content wrapper-static view-category layout-blog"><header class="header container-header"><div class="navbar-brand"><a class="brand-logo" href="/">$body</a></div><div class="container-nav"><ul class="mod-menu mod-list nav">$nav</ul></div></header>
<div class="site-grid"><div class="grid-child container-component"><main><div class="com-content-category-blog blog"><h1>$press</h1><div class="com-content-category-blog__items blog-items">
$rows
</div><div class="com-content-category-blog__navigation w-100"><p class="counter">1. oldal / 14</p><ul class="pagination"><li class="active page-item"><span>1</span></li><li class="page-item"><a href="/index.php/sajto/kozlemenyek?start=9">2</a></li><li class="page-item"><a href="/index.php/sajto/kozlemenyek?start=18">3</a></li></ul></div></div></main></div>
<div class="grid-child container-sidebar-right"><div class="sidebar-right card"><h3 class="card-header">$popular</h3><div class="card-body"><ul class="mostread mod-list">$side</ul></div></div></div></div><footer><ul class="mod-menu">$legal</ul></footer></body></html>""",
    row="""<div class="com-content-category-blog__item blog-item" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting"><figure class="left item-image"><a href="$href"><img src="/images/$number.jpg" alt=""></a></figure><div class="item-content"><div class="page-header"><h2><a href="$path">$title</a></h2></div><dl class="article-info text-muted"><dt class="article-info-term">Részletek</dt><dd class="category-name">Kategória: <a href="/index.php/sajto">$topic</a></dd><dd class="published"><span class="icon-calendar icon-fw"></span><time datetime="${iso}T10:05:00+01:00">Megjelent: $dayed</time></dd><dd class="hits">Találatok: $size</dd></dl><p>$lead</p><p class="readmore"><a class="btn btn-secondary" href="$path" aria-label="$more: $title">$more …</a></p></div></div>""",
    side="""<li itemscope itemtype="https://schema.org/Article"><a href="$path" itemprop="url"><span itemprop="name">$title</span></a></li>""",
)

PLONE = PressRoom(
    name="plone",
    manner="Plone: the summary view of a folder, byline with author, day and hour",
    language="fi",
    url="https://www.majakat.example/ajankohtaista/tiedotteet",
    address="https://www.majakat.example/ajankohtaista/tiedotteet/{slug}-{number}",
    day="d.M.y",
    count=20,
    frame="""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="fi"><head><meta charset="utf-8"><meta name="generator" content="Plone - https://plone.org/" /><title>$press &#8212; $body</title></head><body class="col-content frontend portaltype-folder template-summary_view" dir="ltr"><section id="portal-toolbar"></section><div class="outer-wrapper"><header id="content-header"><a id="portal-logo" href="/">$body</a></header><div id="mainnavigation"><nav class="plone-navbar"><ul class="plone-nav" id="portal-globalnav">$nav</ul></nav></div>
<div class="container"><nav id="portal-breadcrumbs"><ol><li><a href="/">$home</a></li><li>$press</li></ol></nav><article id="content"><header><h1 class="documentFirstHeading">$press</h1></header><div id="content-core"><div class="entries">
$rows
</div><nav class="pagination"><ul><li class="active"><span>1</span></li><li><a href="?b_start:int=20">2</a></li><li class="next"><a href="?b_start:int=20">Seuraavat 20 &raquo;</a></li></ul></nav></div></article></div><footer id="portal-footer-wrapper"><ul class="portal-siteactions">$legal</ul></footer></div></body></html>""",
    row="""<article class="entry"><header class="header"><div class="tileImage"><a href="$url"><img src="$url/@@images/image/thumb" alt="" /></a></div><span class="summary" title="News Item"><a href="$url" class="contenttype-news-item state-published url">$title</a></span><div class="metadata"><span class="documentAuthor">tehnyt <span>viestinta</span> —</span><span class="documentPublished"><span>julkaistu</span> $dayed 10.15</span>, <span class="documentModified"><span>viimeksi muokattu</span> 20.11.2024 9.02</span></div></header><p class="description discreet">$lead</p></article>""",
)

LIFERAY = PressRoom(
    name="liferay",
    manner="Liferay: an asset publisher of abstracts in portlets, long addresses with portlet parameters",
    language="es",
    url="https://www.riospuertos.example/web/guest/sala-de-prensa",
    address="https://www.riospuertos.example/web/guest/sala-de-prensa/-/asset_publisher/k3Tq/content/{slug}-{number}?inheritRedirect=false",
    day="dd/MM/yy",
    count=10,
    frame="""<!DOCTYPE html><html class="ltr" dir="ltr" lang="es-ES"><head><meta charset="UTF-8"><title>$press - $body</title></head><body class="chrome controls-visible yui3-skin-sam signed-out public-page site"><nav id="_quickAccess"><ul><li><a href="#main-content">Saltar al contenido</a></li></ul></nav><div id="wrapper"><header id="banner"><a class="logo" href="/web/guest">$body</a><nav class="sort-pages" id="navigation"><ul role="menubar">$nav</ul></nav></header>
<section id="content"><div class="columns-2" id="main-content" role="main"><div class="portlet-layout row"><div class="col-md-9 portlet-column portlet-column-first" id="column-1"><div class="portlet-dropzone portlet-column-content"><div class="portlet-boundary portlet-boundary_com_liferay_asset_publisher_ portlet-static" id="p_p_id_101_INSTANCE_k3Tq_"><span id="p_101"></span><section class="portlet"><h2 class="portlet-title-text">$press</h2><div class="portlet-content-container"><div class="portlet-body"><div class="asset-abstracts">
$rows
</div><div class="taglib-page-iterator"><div class="pagination-results">Mostrando el intervalo 1 - 10 de 388 resultados.</div><ul class="pagination"><li class="disabled"><a href="javascript:;">Anterior</a></li><li class="active"><a>1</a></li><li><a href="?_101_cur=2">2</a></li><li><a href="?_101_cur=2">$next</a></li></ul></div></div></div></section></div></div></div>
<div class="col-md-3 portlet-column" id="column-2"><div class="portlet-boundary"><section class="portlet"><h2 class="portlet-title-text">$events</h2><div class="portlet-body"><div class="taglib-calendar"><table class="calendar"><tr><th>L</th><th>M</th><th>X</th><th>J</th><th>V</th><th>S</th><th>D</th></tr><tr><td>18</td><td><a href="/web/guest/agenda?d=19">19</a></td><td><a href="/web/guest/agenda?d=20">20</a></td><td><a href="/web/guest/agenda?d=21">21</a></td><td>22</td><td>23</td><td>24</td></tr></table></div></div></section></div></div></div></div></section><footer><ul>$legal</ul></footer></div></body></html>""",
    row="""<div class="asset-abstract default-asset-publisher"><div class="pull-right"><a class="icon-print" href="$url&amp;print=true">Imprimir</a></div><h3 class="asset-title"><a href="$url"><img class="icon" src="/icons/journal.png" alt=""> $title</a></h3><div class="asset-content"><div class="asset-summary">$lead</div><div class="asset-more"><a href="$url">$more <span class="hide-accessible">Acerca de $title</span> »</a></div></div><div class="asset-metadata"><span class="metadata-entry metadata-publish-date">$dayed</span></div></div>""",
)

JAHIA = PressRoom(
    name="jahia",
    manner="Jahia: list items with a label before the day",
    language="fr",
    url="https://www.phares.example/sites/phares/home/presse.html",
    address="/sites/phares/home/presse/communique-{number}.html",
    day="dd/MM/y",
    count=10,
    frame="""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>$press</title></head><body><div class="bodywrapper"><div id="topheader"><a href="/sites/phares/home.html">$body</a><div class="languages"><a href="/fr">FR</a><a href="/en">EN</a><a href="/de">DE</a></div></div><div id="navigation"><div class="navbar"><ul class="navmenu level_1">$nav</ul></div></div><div id="content-wrapper"><div class="breadcrumb"><a href="/sites/phares/home.html">$home</a> / $press</div>
<div class="grid_12"><h2>$press</h2><div class="newsListing">
$rows
</div><div class="pagination"><div class="paginationPosition"><span>Page 1 sur 22 - 214 éléments</span></div><div class="paginationNavigation"><span class="paginationPageUrl">1</span><a class="paginationPageUrl" href="?begin=10&amp;end=19">2</a><a class="paginationPageUrl" href="?begin=20&amp;end=29">3</a><a class="nextLink" href="?begin=10&amp;end=19">$next</a></div></div></div>
<div class="grid_4 box"><h3>$popular</h3>$side</div></div><div id="footer"><ul>$legal</ul></div></div></body></html>""",
    row="""<div class="newsListItem"><h4><a href="$path">$title</a></h4><p class="newsInfo"><span class="newsLabelDate">Date :</span><span class="newsDate">$dayed</span></p><div class="newsImg"><a href="$path"><img src="/files/live/$number.jpg" alt=""/></a></div><p class="newsResume">$lead</p><div class="more"><span><a href="$path">$more : $title</a></span></div><div class="clear"> </div></div>""",
    side="""<div class="newsListItem small"><h5><a href="/sites/phares/home/dossier-$number.html">$title</a></h5><p class="newsInfo"><span class="newsDate">$dayed</span></p></div>""",
)

CONTAO = PressRoom(
    name="contao",
    manner="Contao: news of layout latest, day and hour in one info line",
    language="de",
    url="https://www.kranichtal.example/presse.html",
    address="presse-leser/{slug}-{number}.html",
    day="dd.MM.y 11:08",
    count=7,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="UTF-8"><base href="$root"><title>$press - $body</title><meta name="generator" content="Contao Open Source CMS"></head><body id="top"><div id="wrapper"><header id="header"><div class="inside"><div class="ce_image block"><a href="./"><img src="files/logo.png" alt=""></a></div><nav class="mod_navigation block"><ul class="level_1">$nav</ul></nav></div></header><div id="container"><main id="main"><div class="inside"><div class="mod_article first last block" id="article-12"><div class="ce_text block"><h1>$press</h1><p>Fragen beantwortet gern unsere Pressestelle.</p></div><div class="mod_newslist block">
$rows
<nav class="pagination block" aria-label="Seitenumbruch-Menü"><p>Seite 1 von 12</p><ul><li><strong class="active">1</strong></li><li><a href="presse.html?page_n5=2" class="link">2</a></li><li class="next"><a href="presse.html?page_n5=2" class="next">Vorwärts</a></li></ul></nav></div></div></div></main></div><footer id="footer"><ul>$legal</ul></footer></div></body></html>""",
    row="""<div class="layout_latest arc_3 block $odd" itemscope itemtype="http://schema.org/Article"><p class="info"><time datetime="${iso}T11:08:00+01:00" itemprop="datePublished">$dayed</time> von Pressestelle</p><h2 itemprop="name"><a href="$href" title="Den Artikel lesen: $title" itemprop="url">$title</a></h2><div class="ce_text block" itemprop="description"><p>$lead</p></div><p class="more"><a href="$href" title="Den Artikel lesen: $title" itemprop="url">$more … <span class="invisible">$title</span></a></p></div>""",
)

ROOMS = (
    TYPO3, DRUPAL_GRID, DRUPAL_TABLE, DRUPAL_BARE, WORDPRESS, QUERY_LOOP, ELEMENTOR, DIVI, JOOMLA, PLONE, LIFERAY, JAHIA, CONTAO,
)  # fmt: skip
