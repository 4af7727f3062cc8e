// Link-counter fetches a web page and counts the links on it: those that stay on its host, and those that leave it.
//
// The page is the first argument or, without one, the environment variable PAGE.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "link-counter:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	address := os.Getenv("PAGE")
	if len(args) > 0 {
		address = args[0]
	}
	if address == "" {
		return fmt.Errorf("which page? Name it as an argument or in PAGE")
	}
	page, err := url.Parse(address)
	if err != nil {
		return err
	}
	body, err := fetch(page)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(count(page, links(body)))
}

func fetch(page *url.URL) (string, error) {
	response, err := http.Get(page.String())
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s answered %s", page, response.Status)
	}
	body, err := io.ReadAll(response.Body)
	return string(body), err
}
