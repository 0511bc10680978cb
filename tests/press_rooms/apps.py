"""Pages that a program's front end printed: hashed classes, custom elements, comments between texts, islands of script."""

from .room import PressRoom

TAILWIND = PressRoom(
    name="tailwind",
    manner="Tailwind: nothing but the classes of looks",
    language="en",
    url="https://www.tarrowgrid.example/company/newsroom",
    address="/company/newsroom/{slug}-{number}",
    day="MMM d, y",
    frame="""<!DOCTYPE html><html lang="en" class="scroll-smooth antialiased"><head><meta charSet="utf-8"/><title>Newsroom</title></head><body class="bg-white text-slate-900"><header class="sticky top-0 z-40 flex items-center justify-between px-6 py-4"><a class="font-bold" href="/">TarrowGrid</a><nav class="hidden md:flex gap-6"><ul class="flex gap-6">$nav</ul></nav></header><main class="mx-auto max-w-7xl px-6"><h1 class="text-5xl font-semibold tracking-tight">Newsroom</h1><div class="mt-16 grid grid-cols-1 gap-x-8 gap-y-20 lg:grid-cols-3">
$rows
</div><div class="mt-10 flex justify-center"><a class="rounded-full border px-4 py-2" href="/company/newsroom?page=2">Load more</a></div>
<div class="mt-24 rounded-2xl bg-slate-50 p-10"><h2 class="text-2xl">Press kit</h2><a class="underline" href="/press-kit.zip">Download</a></div></main><footer class="px-6 py-10"><ul class="flex gap-4">$legal</ul></footer></body></html>""",
    row="""<article class="flex flex-col items-start"><div class="relative w-full"><img src="/_img/$number.webp" alt="" class="aspect-video w-full rounded-2xl object-cover"/></div><div class="max-w-xl"><div class="mt-8 flex items-center gap-x-4 text-xs"><time dateTime="$iso" class="text-gray-500">$dayed</time><a href="/company/newsroom/topics/t$size" class="relative z-10 rounded-full bg-gray-50 px-3 py-1.5">$topic</a></div><div class="group relative"><h3 class="mt-3 text-lg font-semibold"><a href="$path"><span class="absolute inset-0"></span>$title</a></h3><p class="mt-5 line-clamp-3 text-sm">$lead</p></div><div class="relative mt-8 flex items-center gap-x-4"><img src="/u.png" alt="" class="h-10 w-10 rounded-full"/><p class="font-semibold"><a href="/people/press">Corporate Affairs</a></p></div></div></article>""",
)

HASHED = PressRoom(
    name="hashed-modules",
    manner="CSS modules: hashed classes, all elements are div and span, link around the title only",
    language="de",
    url="https://www.faehrdorf-maschinen.example/de/presse",
    address="/de/presse/{number}/{slug}",
    day="d. MMMM y",
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"/><title>Presse</title></head><body><div id="__root"><div class="_1x9Zk"><div class="_3kLmP"><a href="/de" class="_0Pq1s">Fährdorf Maschinen</a><div class="_9sDfg"><ul>$nav</ul></div></div></div><div class="_7yUio"><div class="_2wErt"><span class="_5tReW">Presse</span></div><div class="_6zXcv">
$rows
</div><div class="_8aQws"><span class="_4rFvb">1</span><a class="_4rFvb" href="?s=2">2</a><a class="_4rFvb" href="?s=3">3</a></div></div><div class="_1mNbv"><div class="_3vCxz"><span>Ansprechpartner</span><div class="_2bGhj"><span>Ottilie Brandhof</span><a href="tel:+490000">+49 000 0</a></div></div></div><div class="_0oPlk"><ul>$legal</ul></div></div></body></html>""",
    row="""<div class="_5hJkl"><div class="_2nMbq"><span class="_7iKjh">$dayed</span><span class="_6tGbn">$topic</span></div><div class="_9oLkj"><a class="_1qAzx" href="$path"><span>$title</span></a></div><div class="_3eDcf"><span>$lead</span></div></div>""",
)

COMMENTS = PressRoom(
    name="comments",
    manner="React printed on the server: comments between the texts, one text in several nodes",
    language="fr",
    url="https://www.portlannec-ferries.example/fr/presse",
    address="/fr/presse/{slug}-{number}",
    day="d MMM y",
    frame="""<!DOCTYPE html><html lang="fr"><head><meta charSet="utf-8"/><title>Presse</title></head><body><div id="__next"><!--$$--><header class="sc-bdvvtL eXqLwY"><a href="/fr">Lannec Ferries</a><nav class="sc-gsnTZi kQYVtK"><ul>$nav</ul></nav></header><!--/$$--><main class="sc-dkzDqf hQOpqC"><h1>Presse</h1><p>Page <!-- -->1<!-- --> sur <!-- -->34</p><section class="sc-hKMtZM fzKqNk">
$rows
</section><!--$$?--><template id="B:0"></template><div class="skeleton"></div><!--/$$--></main><footer class="sc-eCYdqJ"><ul>$legal</ul></footer></div></body></html>""",
    row="""<article class="sc-jSMfEi cNkXtE"><a class="sc-gKXOVf bOUXwC" href="$path"><h2>$title</h2></a><div class="sc-iBkjds"><span>Publié le<!-- --> <!-- -->$d<!-- --> <!-- -->$month<!-- --> <!-- -->$yyyy</span><!-- --> · <span>$topic</span></div><p>$lead<!-- -->…</p></article>""",
)

ELEMENTS = PressRoom(
    name="custom-elements",
    manner="web components: slots, a template as pattern, an island of hints",
    language="en",
    url="https://www.kettlewick-trust.example/media",
    address="/media/{number}-{slug}",
    day="d MMMM y",
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Media</title></head><body><kt-header><a slot="logo" href="/">Kettlewick Trust</a><ul slot="menu">$nav</ul></kt-header><template id="card"><kt-card><a href="{{href}}"><h3>{{title}}</h3></a><time>{{date}}</time></kt-card></template><main><h1>Media</h1><kt-list page-size="12">
$rows
</kt-list><kt-pager current="1" total="9"><a href="?page=2">2</a><a href="?page=3">3</a></kt-pager></main><kt-footer><ul>$legal</ul></kt-footer></body></html>""",
    row="""<kt-card variant="news" tag="$topic"><kt-image slot="image" src="/i/$number.jpg"></kt-image><span slot="date">$dayed</span><h3 slot="headline"><a href="$path">$title</a></h3><p slot="text">$lead</p></kt-card>""",
)

AMP = PressRoom(
    name="amp",
    manner="AMP: its own elements for pictures, menus in a sidebar before the list",
    language="it",
    url="https://amp.valfredda.example/notizie/",
    address="/notizie/{year}/{month}/{slug}-{number}.html",
    day="EEEE d MMMM y",
    frame="""<!doctype html><html amp lang="it"><head><meta charset="utf-8"><title>$news</title><link rel="canonical" href="https://www.valfredda.example/notizie/"></head><body><amp-sidebar id="menu" layout="nodisplay"><ul>$nav</ul><ul>$mega</ul></amp-sidebar><header><button on="tap:menu.toggle">☰</button><a href="/">$body</a></header><main><h1>$news</h1>
$rows
<amp-ad width="300" height="250" type="x"></amp-ad></main><amp-consent id="c" layout="nodisplay"><div><p>$cookies</p><button>OK</button></div></amp-consent><footer><ul>$legal</ul></footer></body></html>""",
    menu="""<li><a href="/temi/$slug">$word</a></li>""",
    row="""<section class="n"><a href="$url" class="n-i"><amp-img src="/foto/$number.jpg" width="320" height="180" layout="responsive" alt=""></amp-img></a><div class="n-t"><p class="n-o">$topic | $dayed</p><h2><a href="$url">$title</a></h2></div></section>""",
)

DATA = PressRoom(
    name="data-attributes",
    manner="a Korean company: the day only in an attribute, a script prints it",
    language="ko",
    url="https://www.galdae-electric.example/kr/newsroom",
    address="/kr/newsroom/{number}",
    frame="""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>뉴스룸</title></head><body><div id="app" data-server-rendered="true"><header><a href="/kr">갈대전기</a><ul>$nav</ul></header><div class="content" data-v-7ba5bd90><h2 data-v-7ba5bd90>뉴스룸</h2><ul class="news" data-v-7ba5bd90>
$rows
</ul><button data-v-7ba5bd90>더보기</button></div><footer data-v-1><ul>$legal</ul></footer></div></body></html>""",
    row="""<li data-v-7ba5bd90 data-id="$number" data-date="$iso" class="news__item"><a data-v-7ba5bd90 href="$path" class="news__link"><span class="news__thumb"><img src="/f/$number.jpg" alt=""></span><strong class="news__title">$title</strong><span class="news__desc">$lead</span><span class="news__date js-date"></span></a></li>""",
)

SIDE_BY_SIDE = PressRoom(
    name="side-by-side",
    manner="news and events side by side in the same cards; only the news are releases",
    language="sv",
    url="https://www.tallboda.example/aktuellt",
    address="/aktuellt/nyheter/{iso}-{slug}-{number}.html",
    day="y-MM-dd",
    count=8,
    frame="""<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Aktuellt</title></head><body><div id="cookie"><p>$cookies</p></div><header><a href="/">Tallboda kommun</a><nav><ul>$nav</ul></nav></header><main><h1>Aktuellt</h1><div class="two"><section class="block"><h2>$press</h2><div class="block__list">
$rows
</div><a href="/aktuellt/nyheter.html">Alla nyheter</a></section><section class="block"><h2>$events</h2><div class="block__list">$side</div><a href="/kalender">Hela kalendern</a></section></div></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="card"><a class="card__link" href="$path"><p class="card__date">$dayed</p><h3 class="card__heading">$title</h3><p class="card__text">$lead</p></a></div>""",
    side="""<div class="card"><a class="card__link" href="/kalender/evenemang/$number.html"><p class="card__date">2024-12-1$n</p><h3 class="card__heading">Öppet hus i hamnen, grupp $n</h3><p class="card__text">Hamnkontoret, klockan 18</p></a></div>""",
)

ROOMS = (TAILWIND, HASHED, COMMENTS, ELEMENTS, AMP, DATA, SIDE_BY_SIDE)
