package main

import (
	"html"
	"net/url"
	"regexp"
)

// counts tells how many links lead where.
type counts struct {
	Internal int `json:"internal"`
	External int `json:"external"`
}

// The href of an anchor: in double quotes, in single quotes or in none.
var anchor = regexp.MustCompile(`(?i)<a\s(?:[^>]*?\s)?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)

// links returns what the anchors of a page refer to.
func links(page string) []string {
	var found []string
	for _, match := range anchor.FindAllStringSubmatch(page, -1) {
		found = append(found, html.UnescapeString(match[1]+match[2]+match[3]))
	}
	return found
}

// count sorts links by whether they stay on the page's host. Those that cannot be parsed lead nowhere.
func count(page *url.URL, links []string) counts {
	var c counts
	for _, link := range links {
		target, err := page.Parse(link)
		switch {
		case err != nil:
		case target.Host == page.Host:
			c.Internal++
		default:
			c.External++
		}
	}
	return c
}
