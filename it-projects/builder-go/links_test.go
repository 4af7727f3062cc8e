package main

import (
	"net/url"
	"testing"
)

func TestCountsLinksByWhereTheyLead(t *testing.T) {
	page, _ := url.Parse("http://example.com/start")
	text := `<a href="/about">a</a> <A class=x HREF='more.html'>b</A> <a href=https://example.org/?a&amp;b>c</a> <abbr href="no">`
	if got, want := count(page, links(text)), (counts{Internal: 2, External: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
